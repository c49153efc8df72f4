import { Component, type ReactNode } from "react";

import { useText } from "../i18n/index.ts";
import { Button, EmptyState, ErrorNotice } from "../ui/index.ts";

interface Props {
  /** Another value tries anew: the page that is shown. */
  of?: string;
  children: ReactNode;
}

/** Keeps a fault in one part of the window from taking down the rest; what was typed is in the case's drafts. */
export class ErrorBoundary extends Component<Props, { error: unknown; of: string | undefined }> {
  override state: { error: unknown; of: string | undefined } = { error: null, of: this.props.of };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { of: string | undefined }): object | null {
    return props.of === state.of ? null : { error: null, of: props.of };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ErrorPage error={this.state.error} onAgain={() => this.setState({ error: null })} />;
  }
}

function ErrorPage({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useText("shell");
  return (
    <EmptyState
      title={t("fault")}
      action={
        <>
          <Button tone="primary" onPress={onAgain}>
            {t("faultAgain")}
          </Button>
          <Button onPress={() => window.location.reload()}>{t("faultReload")}</Button>
        </>
      }
    >
      <p>{t("faultSafe")}</p>
      <ErrorNotice error={error} />
    </EmptyState>
  );
}
