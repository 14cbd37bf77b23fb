import { paraglideVitePlugin } from "@inlang/paraglide-js";
import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

const server = `http://127.0.0.1:${process.env.PLANTROOM_HTTP_PORT ?? 8080}`;

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/paraglide",
      // The app keeps the language itself (lib/locale.svelte.ts) so that it can change without a reload.
      strategy: ["globalVariable", "baseLocale"],
    }),
    sveltekit({ adapter: adapter({ fallback: "index.html" }) }),
  ],
  server: {
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
