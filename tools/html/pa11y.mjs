// Asks pa11y about many pages in one browser: node pa11y.mjs < addresses.json > told.json
// Addresses in, [{address, code, message, selector, context}] out. CHROME is the browser to drive.
import { readFileSync } from "node:fs";
import pa11y from "pa11y";
import puppeteer from "puppeteer";

const addresses = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME,
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const page = await browser.newPage();
await page.setBypassCSP(true); // pa11y brings its own script
const told = [];
for (const address of addresses) {
  // An address that differs in its fragment alone would not be loaded again.
  await page.goto("about:blank");
  const { issues } = await pa11y(address, { browser, page, standard: "WCAG2AA", timeout: 60000 });
  told.push(...issues.map(({ code, message, selector, context }) => ({ address, code, message, selector, context })));
}
await browser.close();
process.stdout.write(JSON.stringify(told));
