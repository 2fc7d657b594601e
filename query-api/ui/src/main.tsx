import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./styles/base.css";
import "./styles/filters.css";
import "./styles/histogram.css";
import "./styles/list.css";
import "./styles/detail.css";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(<App />);
}
