import { Check, ChevronDown, Search, X } from "lucide-react";
import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover as AriaPopover,
  SearchField as AriaSearchField,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
} from "react-aria-components";

import { useText } from "../i18n/index.ts";
import { useBarred } from "./changes.ts";

import css from "./fields.module.css";

interface Common {
  label: string;
  /** True: the label is for screen readers only. */
  hideLabel?: boolean;
  isDisabled?: boolean;
}

export interface TextFieldProps extends Common {
  value: string;
  onChange: (value: string) => void;
  /** How many lines; more than one makes a text area. */
  lines?: number;
  placeholder?: string;
  description?: ReactNode;
  /** A sentence when what stands here cannot be taken. */
  error?: string | undefined;
  autoFocus?: boolean;
  isReadOnly?: boolean;
  maxLength?: number;
  name?: string;
  dir?: "auto" | "ltr" | "rtl";
  inputRef?: Ref<HTMLInputElement>;
  areaRef?: Ref<HTMLTextAreaElement>;
  onBlur?: () => void;
  onFocus?: () => void;
  onKeyDown?: React.KeyboardEventHandler;
}

/** A line or some lines of text, in whatever direction is typed. */
export function TextField({
  label,
  hideLabel = false,
  lines = 1,
  description,
  error,
  placeholder,
  dir = "auto",
  inputRef,
  areaRef,
  onKeyDown,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      className={css.field ?? ""}
      isInvalid={error !== undefined}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {hideLabel ? null : <Label className={css.label ?? ""}>{label}</Label>}
      {lines > 1 ? (
        <TextArea
          className={css.input ?? ""}
          rows={lines}
          dir={dir}
          {...(placeholder ? { placeholder } : {})}
          {...(areaRef ? { ref: areaRef } : {})}
          {...(onKeyDown ? { onKeyDown } : {})}
        />
      ) : (
        <Input
          className={css.input ?? ""}
          dir={dir}
          {...(placeholder ? { placeholder } : {})}
          {...(inputRef ? { ref: inputRef } : {})}
          {...(onKeyDown ? { onKeyDown } : {})}
        />
      )}
      {description ? (
        <Text slot="description" className={css.description ?? ""}>
          {description}
        </Text>
      ) : null}
      <FieldError className={css.error ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps extends Common {
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onKeyDown?: React.KeyboardEventHandler;
}

/** A text field that filters or finds; Escape empties it. */
export function SearchField({ label, placeholder, inputRef, hideLabel = true, onKeyDown, ...rest }: SearchFieldProps) {
  const t = useText("ui");
  return (
    <AriaSearchField {...rest} className={css.field ?? ""} {...(hideLabel ? { "aria-label": label } : {})}>
      {hideLabel ? null : <Label className={css.label ?? ""}>{label}</Label>}
      <span className={css.search}>
        <Search aria-hidden />
        <Input
          className={css.input ?? ""}
          dir="auto"
          placeholder={placeholder ?? label}
          {...(inputRef ? { ref: inputRef } : {})}
          {...(onKeyDown ? { onKeyDown } : {})}
        />
        {rest.value === "" ? null : (
          <AriaButton className={css.clear ?? ""} aria-label={t("clear")}>
            <X aria-hidden />
          </AriaButton>
        )}
      </span>
    </AriaSearchField>
  );
}

export interface Choice<Id extends string = string> {
  id: Id;
  text: string;
  description?: string;
}

export interface SelectProps<Id extends string> extends Common {
  value: Id | null;
  onChange: (value: Id) => void;
  choices: readonly Choice<Id>[];
  placeholder?: string;
  small?: boolean;
  /** True: it changes the case, and is disabled where the case can only be read. */
  changes?: boolean;
}

/** One of a few choices. */
export function Select<Id extends string>({
  label,
  hideLabel = false,
  value,
  onChange,
  choices,
  placeholder,
  small = false,
  isDisabled = false,
  changes = false,
}: SelectProps<Id>) {
  const context = useBarred();
  const barred = changes ? context : null;
  const select = (
    <AriaSelect
      className={css.field ?? ""}
      isDisabled={isDisabled || barred !== null}
      value={value}
      onChange={(key) => {
        const choice = choices.find((known) => known.id === key);
        if (choice) onChange(choice.id);
      }}
      {...(placeholder ? { placeholder } : {})}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {hideLabel ? null : <Label className={css.label ?? ""}>{label}</Label>}
      <AriaButton className={css.select ?? ""} data-small={small || undefined}>
        <SelectValue className={css.value ?? ""} />
        <ChevronDown aria-hidden />
      </AriaButton>
      <AriaPopover className={css.popover ?? ""} offset={3}>
        <ListBox className={css.list ?? ""} items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.text} className={css.option ?? ""}>
              {({ isSelected }) => (
                <>
                  <span className={css.tick}>{isSelected ? <Check aria-hidden /> : null}</span>
                  <span>
                    <Text slot="label">{choice.text}</Text>
                    {choice.description ? (
                      <Text slot="description" className={css.description ?? ""}>
                        {choice.description}
                      </Text>
                    ) : null}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </AriaPopover>
    </AriaSelect>
  );
  if (!barred) return select;
  // What is disabled takes neither pointer nor focus: the reason hangs on what stands around it.
  return (
    <div className={css.barred} title={barred.why}>
      {select}
    </div>
  );
}

export interface CheckboxProps {
  children: ReactNode;
  isSelected: boolean;
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  onChange: (selected: boolean) => void;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={css.checkbox ?? ""}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={css.box} data-on={isSelected || isIndeterminate || undefined}>
            {isIndeterminate ? <span className={css.dash} /> : isSelected ? <Check aria-hidden /> : null}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}
