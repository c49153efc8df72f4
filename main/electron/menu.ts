import type { MenuItemConstructorOptions } from "electron";

/** The menu's own words; what Electron calls by role it still names in English only, so every label is given here. */
const words = {
  en: {
    file: "File",
    edit: "Edit",
    view: "View",
    window: "Window",
    help: "Help",
    about: "About Isnad",
    services: "Services",
    hide: "Hide Isnad",
    hideOthers: "Hide Others",
    unhide: "Show All",
    quit: "Quit Isnad",
    exit: "Exit",
    close: "Close Window",
    undo: "Undo Typing",
    redo: "Redo Typing",
    cut: "Cut",
    copy: "Copy",
    paste: "Paste",
    pastePlain: "Paste as Plain Text",
    selectAll: "Select All",
    actualSize: "Actual Size",
    zoomIn: "Zoom In",
    zoomOut: "Zoom Out",
    fullScreen: "Full Screen",
    minimize: "Minimise",
    zoom: "Zoom",
    front: "Bring All to Front",
    tools: "Developer Tools",
  },
  ar: {
    file: "ملف",
    edit: "تحرير",
    view: "عرض",
    window: "نافذة",
    help: "مساعدة",
    about: "حول إسناد",
    services: "الخدمات",
    hide: "إخفاء إسناد",
    hideOthers: "إخفاء الأخرى",
    unhide: "إظهار الكل",
    quit: "إنهاء إسناد",
    exit: "خروج",
    close: "إغلاق النافذة",
    undo: "تراجع عن الكتابة",
    redo: "إعادة الكتابة",
    cut: "قص",
    copy: "نسخ",
    paste: "لصق",
    pastePlain: "لصق كنص عادي",
    selectAll: "تحديد الكل",
    actualSize: "الحجم الأصلي",
    zoomIn: "تكبير",
    zoomOut: "تصغير",
    fullScreen: "ملء الشاشة",
    minimize: "تصغير النافذة",
    zoom: "تكبير النافذة",
    front: "إحضار الكل إلى الأمام",
    tools: "أدوات المطوّر",
  },
} as const;

/**
 * The menu by the platform's habits. Undo and redo have no keys here: the page has them, where they undo what the analyst
 * did, and typing in a field.
 */
export function menuTemplate(o: {
  platform: NodeJS.Platform;
  language: keyof typeof words;
  isPackaged: boolean;
}): MenuItemConstructorOptions[] {
  const w = words[o.language];
  const mac = o.platform === "darwin";
  const line: MenuItemConstructorOptions = { type: "separator" };
  const program: MenuItemConstructorOptions = {
    label: "Isnad",
    submenu: [
      { role: "about", label: w.about },
      line,
      { role: "services", label: w.services },
      line,
      { role: "hide", label: w.hide },
      { role: "hideOthers", label: w.hideOthers },
      { role: "unhide", label: w.unhide },
      line,
      { role: "quit", label: w.quit },
    ],
  };
  const ofPlatform: MenuItemConstructorOptions[] = mac
    ? [{ role: "zoom", label: w.zoom }, line, { role: "front", label: w.front }]
    : [{ role: "close", label: w.close }];
  const help: MenuItemConstructorOptions = {
    label: w.help,
    role: "help",
    submenu: [{ role: "about", label: w.about }],
  };
  return [
    ...(mac ? [program] : []),
    { label: w.file, submenu: [mac ? { role: "close", label: w.close } : { role: "quit", label: w.exit }] },
    {
      label: w.edit,
      submenu: [
        { role: "undo", label: w.undo, registerAccelerator: false },
        { role: "redo", label: w.redo, registerAccelerator: false },
        line,
        { role: "cut", label: w.cut },
        { role: "copy", label: w.copy },
        { role: "paste", label: w.paste },
        { role: "pasteAndMatchStyle", label: w.pastePlain },
        { role: "selectAll", label: w.selectAll },
      ],
    },
    {
      label: w.view,
      submenu: [
        { role: "resetZoom", label: w.actualSize },
        { role: "zoomIn", label: w.zoomIn },
        { role: "zoomOut", label: w.zoomOut },
        line,
        { role: "togglefullscreen", label: w.fullScreen },
        ...(o.isPackaged ? [] : [line, { role: "toggleDevTools", label: w.tools } as const]),
      ],
    },
    {
      label: w.window,
      role: "window",
      submenu: [{ role: "minimize", label: w.minimize }, ...ofPlatform],
    },
    ...(mac ? [] : [help]),
  ];
}
