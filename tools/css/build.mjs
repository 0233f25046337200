// Writes src/anlaufstelle/design/static/design/site.css: KERN, cut down to what our templates use, then our own rules.
// KERN stays an unmodified dependency; whatever we want otherwise stands in own/*.css.
import { readFileSync, readdirSync, writeFileSync, mkdirSync, copyFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform, Features } from "lightningcss";
import postcss from "postcss";
import rtlcss from "postcss-rtlcss";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "../../src/anlaufstelle");
const target = join(source, "design/static/design");
const kern = join(here, "node_modules/@kern-ux/native");

// Light theme only (the dark one is not tested yet), no shipped fonts, no smooth scrolling.
const lightOnly = {
  postcssPlugin: "light-only",
  AtRule: {
    media: (rule) => { if (rule.params.includes("prefers-color-scheme")) rule.remove(); },
    "font-face": (rule) => rule.remove(),
  },
  Rule: (rule) => {
    rule.selectors = rule.selectors.filter((s) => !/kern-dark|theme=["']?dark(?![^(]*\))/.test(s) || s.includes(":is("));
    if (!rule.selector) rule.remove();
  },
  Declaration: { "scroll-behavior": (declaration) => declaration.remove() },
};
const dropComments = { postcssPlugin: "drop-comments", Comment: (comment) => comment.remove() };

const stock = readFileSync(join(kern, "dist/kern.css"), "utf8");
const light = (await postcss([lightOnly, dropComments]).process(stock, { from: undefined })).css;
const own = readdirSync(join(here, "own")).filter((n) => n.endsWith(".css")).sort()
  .map((name) => readFileSync(join(here, "own", name), "utf8")).join("\n");
// The variables are purged over both together, so that a KERN token our own rules read is kept.
const [purged] = await new PurgeCSS().purge({
  content: [
    { raw: readFileSync(join(here, "keep.html"), "utf8"), extension: "html" },
    `${source}/design/templates/**/*.html`, `${source}/faces/**/templates/**/*.html`,
    `${source}/design/templatetags/*.py`, `${source}/faces/**/*.py`,
  ],
  css: [{ raw: `${light}\n${own}` }],
  variables: true,
  fontFace: true,
  keyframes: true,
  safelist: { standard: [/^data-/, /^open$/], variables: [/^--accent/] },
});
// Right to left: KERN's physical sides are mirrored; our own rules are logical and pass through untouched.
const mirrored = (await postcss([rtlcss({ mode: "combined" })]).process(purged.css, { from: undefined })).css;
const { code } = transform({
  filename: "site.css",
  code: Buffer.from(mirrored),
  minify: true,
  targets: { chrome: 70 << 16, safari: 12 << 16, firefox: 68 << 16 },
  exclude: Features.LogicalProperties | Features.DirSelector | Features.LangSelectorList,
});
// A test compares this stamp with the sources, so that nobody forgets to build.
const stamp = createHash("sha256").update(readFileSync(join(here, "package.json"))).update(own).digest("hex").slice(0, 16);
const head = `/*! Anlaufstelle, EUPL-1.2. Contains parts of KERN UX 2.7.2 (c) KERN-Team, see KERN-LICENCE.md. From ${stamp} */\n`;
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "site.css"), head + code.toString());
copyFileSync(join(kern, "LICENSE.md"), join(target, "KERN-LICENCE.md"));
console.log(`site.css: ${code.length} bytes, ${gzipSync(head + code, { level: 9 }).length} gzipped`);
