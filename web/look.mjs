// Looks at the pages that `cargo nextest run -p server preview` leaves in target/pages-preview:
//   node look.mjs                     axe on every page, both widths, light and dark
//   node look.mjs --shots manage week also pictures of these pages (all without names)
// Leaves with 1 when axe finds something.
import { mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";

/** Injected as text: a sandboxed frame without scripts, as around a mail, would make the builder of @axe-core/playwright wait for ever. */
const axe = createRequire(import.meta.url)("axe-core").source;
const here = path.dirname(fileURLToPath(import.meta.url));
const pages = process.env.PAGES_PREVIEW ?? path.join(here, "../target/pages-preview");
const shots = process.env.SHOTS ?? path.join(pages, "shots");
const wanted = process.argv.slice(2);
const picture = wanted.includes("--shots");
const names = wanted.filter((word) => !word.startsWith("--"));
const widths = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
/** The least side of something to press, in CSS pixels; links inside a sentence are exempt, and an event is as high as it lasts. */
const TARGET = 44;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--allow-file-access-from-files"] });
await mkdir(shots, { recursive: true });
let found = 0;
for (const lang of process.env.LANGS?.split(",") ?? ["fr", "en"]) {
  for (const [width, viewport] of Object.entries(widths)) {
    for (const theme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce", locale: lang });
      const page = await context.newPage();
      for (const file of (await readdir(path.join(pages, lang))).sort()) {
        const name = file.replace(".html", "");
        if (names.length > 0 && !names.includes(name)) continue;
        await page.goto(pathToFileURL(path.join(pages, lang, file)).href);
        await look(page, `${lang}-${name}-${width}-${theme}`);
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(found === 0 ? "nothing found" : `${found} things found`);
process.exit(found === 0 ? 0 : 1);

async function look(page, name) {
  await page.evaluate(() => document.fonts.ready);
  if (picture) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { iframes: false, resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    for (const node of nodes) say(name, `${id}: ${help}: ${node.html.slice(0, 140)} ${node.any.map((each) => each.message).join("; ").slice(0, 200)}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) say(name, `${wide} px too wide`);
  for (const small of await page.evaluate(smallTargets, TARGET)) say(name, `small target: ${small}`);
}

function say(name, what) {
  found++;
  console.log(`${name}: ${what}`);
}

/** Runs in the page: what can be pressed and is smaller than a finger. */
function smallTargets(least) {
  const inSentence = (element) => element.tagName === "A" && element.parentElement.tagName === "P" && element.parentElement.textContent.trim() !== element.textContent.trim();
  const covered = (element) => element.closest("label") ?? (element.classList.contains("cover") ? element.closest("li") : element);
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((element) => !element.classList.contains("skip") && element.checkVisibility({ visibilityProperty: true }) && !inSentence(element))
    .map((element) => [element, covered(element).getBoundingClientRect()])
    .filter(([element, box]) => box.height > 0 && (box.height < (element.closest(".event") ? 24 : least) - 0.5 || box.width < 24))
    .map(([element, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 110)}`);
}
