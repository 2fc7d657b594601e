import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../target/classes/ui",
    emptyOutDir: true,
    target: "es2021",
    // Everything is served by the API itself and its policy forbids inline scripts and data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Explore's editor and chart, which are loaded when somebody goes there: 185 kB as sent.
    chunkSizeWarningLimit: 600,
  },
  // While working on the page: vite serves it, a running API answers.
  server: { proxy: { "/api": process.env.GYR_API ?? "http://127.0.0.1:8080" } },
});
