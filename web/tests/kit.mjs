// What browser tests share: the browser, the screens, the languages, the check for accessibility, and the list of tests.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

/** The screens that every page is tested on. 360 pixels are a cheap phone. */
export const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

export const languages = ["fr", "en"];

/** Screenshots lie outside the repository. */
export const pictures = path.resolve(import.meta.dirname, "../../target/screenshots");

const waiting = [];
const closing = [];
/** How many tests that only look run at once: one draws while another is judged. */
const ABREAST = 3;
let running;

/**
 * Adds a test. Its body gets nothing and fails by throwing; name the rules it proves in the title.
 * One that only looks, and changes nothing that another one sees, may run beside its neighbours: `{ beside: true }`.
 */
export function test(title, body, { beside = false } = {}) {
  waiting.push({ title, body, beside });
}

/** Adds something to do after the last test: stop a server, for example. */
export function afterAll(work) {
  closing.unshift(work);
}

/** Runs the tests in their order, those that may beside their neighbours; one that takes over two minutes has failed. */
export async function runAll() {
  const count = { passed: 0, failed: 0 };
  while (waiting.length > 0) {
    const apart = waiting.findIndex(({ beside }) => !beside);
    const group = waiting.splice(0, apart === 0 ? 1 : apart < 0 ? waiting.length : apart);
    const left = group.values();
    await Promise.all(Array.from({ length: ABREAST }, async () => {
      for (const one of left) count[await outcome(one)] += 1;
    }));
  }
  for (const work of closing) await work();
  await (await running)?.close();
  return count;
}

async function outcome({ title, body }) {
  const begin = performance.now();
  let failure = await failureOf(body);
  // A browser that the system ended says nothing about the page it showed.
  if (failure && running && !(await running).isConnected()) {
    console.log(`       the browser ended by itself: once more, ${title}`);
    failure = await failureOf(body);
  }
  console.log(`${failure ? "FAILED" : "ok    "} ${title} (${Math.round(performance.now() - begin)} ms)`);
  if (failure) console.log(failure.stack ?? failure);
  return failure ? "failed" : "passed";
}

function failureOf(body) {
  return within(120_000, body).then(() => null, (error) => error);
}

async function within(milliseconds, body) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([body(), late]).finally(() => clearTimeout(timer));
}

function browserProgram() {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error("no Chromium on this machine: run `make setup` first");
  return found;
}

async function browser() {
  if (running && !(await running).isConnected()) running = undefined;
  // The sandbox of Chromium does not start as root, which is who tests run as in a container.
  const args = process.getuid() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];
  running ??= chromium.launch({ executablePath: browserProgram(), args });
  return running;
}

/**
 * Opens a page of its own (own cookies) and closes it after the body.
 * `options` are Playwright's for a context; `screen` and `language` choose among the ones above, `scripts: false` switches JavaScript off.
 * A page that logs an error, throws, or asks another host for anything makes the test fail; what goes elsewhere is stopped.
 */
export async function withPage({ screen = "desktop", language = "fr", scripts = true, ...options }, body) {
  const context = await (await browser()).newContext({
    locale: language === "fr" ? "fr-FR" : "en-GB",
    timezoneId: "Europe/Paris",
    javaScriptEnabled: scripts,
    ...screens[screen],
    ...options,
  });
  const complaints = [];
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (said) => said.type() === "error" && !said.text().includes("status of 4") && complaints.push(said.text()));
  await context.route(leavesThisMachine, (route) => {
    complaints.push(`asks elsewhere: ${route.request().url()}`);
    return route.abort();
  });
  try {
    await body(page);
  } finally {
    await context.close();
  }
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}

function leavesThisMachine({ protocol, hostname }) {
  return protocol.startsWith("http") && !["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

/**
 * Fails when axe finds anything against WCAG 2.2 AA on the page as it is now, or when the page scrolls sideways.
 * axe is a script itself: it cannot judge a page that was opened with `scripts: false`, and it leaves frames alone,
 * because the one around a mail runs no scripts. `isPage: false` leaves out what only pages owe, such as a heading and landmarks.
 */
export async function assertAccessible(page, { isPage = true } = {}) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", ...(isPage ? ["best-practice"] : [])];
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(judged, tags);
  const lines = violations.map(({ id, help, where }) => `${id}: ${help} (${where.join(", ")})`);
  const surplus = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (surplus > 0) lines.push(`the page is ${surplus} pixels wider than the screen`);
  if (lines.length > 0) throw new Error(`${page.url()}\n${lines.join("\n")}`);
}

/** Runs in the page. */
async function judged(tags) {
  const { violations } = await globalThis.axe.run(document, { runOnly: tags, iframes: false, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(" ")) }));
}

/** Keeps a picture of the whole page under `target/screenshots/NAME.png`. */
export async function picture(page, name) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
