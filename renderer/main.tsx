import "./styles/fonts.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import { createRoot } from "react-dom/client";

import { App } from "./app.tsx";
import { makeTransport } from "./host/transport.ts";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no place for the program");
createRoot(root).render(<App transport={makeTransport(window)} />);
