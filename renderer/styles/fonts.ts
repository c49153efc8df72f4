// The faces are in the package: nothing is ever fetched from elsewhere.
import "@fontsource-variable/noto-sans/index.css";
import "@fontsource-variable/noto-sans-arabic/index.css";
import "@fontsource-variable/literata/index.css";
import "@fontsource-variable/literata/wght-italic.css";
import "@fontsource-variable/noto-naskh-arabic/index.css";
