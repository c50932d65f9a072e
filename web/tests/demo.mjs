// The demo that browser tests walk through: seeded once, then started afresh for each file of tests from a copy of that seed,
// because its clock only moves forward. Reads what a person would find by reading every mail.
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "./kit.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const program = process.env.PROGRAM_UNDER_TEST ?? path.join(root, "target/debug/honore");
/** The server reads its settings from variables of this name too; those of whoever runs the tests are none of its business. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HONORE_")));

/** Password of everybody in the demo; it prints it itself. */
export const password = "honore-demo-2027";

let seeded;

/** Starts a demo of its own; it ends with the tests. Answers with `{ at, url(path) }`. */
export async function startDemo() {
  seeded ??= seed();
  const folder = await temporaryFolder();
  await cp(await seeded, folder, { recursive: true });
  return serve(folder, []);
}

async function seed() {
  const folder = await temporaryFolder();
  const demo = await serve(folder, ["--reset"]);
  await demo.stop();
  return folder;
}

async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), "honore-browser-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(folder, flags) {
  const at = `http://127.0.0.1:${await freePort()}`;
  const database = `sqlite:${path.join(folder, "demo.db")}`;
  const server = spawn(program, ["demo", "--listen", at.slice("http://".length), "--database", database, "--log", "warn", ...flags], { cwd: folder, env });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  const ended = new Promise((done) => server.once("close", done));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  afterAll(stop);
  // Also when a file of tests breaks before its first test.
  process.once("exit", () => server.kill());
  await answers(at, () => server.exitCode !== null, () => said);
  return { at, stop, database, url: (to) => new URL(to, at).href, log: () => said };
}

async function answers(at, isOver, said) {
  for (let patience = 600; patience > 0; patience -= 1) {
    if (isOver()) throw new Error(`the demo ended at once:\n${said()}`);
    if (await fetch(`${at}/readyz`).then((answer) => answer.ok, () => false)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`the demo does not answer:\n${said()}`);
}

function freePort() {
  return new Promise((found) => {
    const listener = createServer().listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => found(port));
    });
  });
}

/** Moves the demo's clock forward by a span such as `1d` or `30m`, as an operator does it. */
export function advance(demo, span) {
  return new Promise((done, failed) => {
    execFile(program, ["clock", "advance", span, "--database", demo.database], { env }, (error, said) => (error ? failed(error) : done(said)));
  });
}

/** Text of a page of the demo, as a program reads it. */
export async function read(demo, to, headers = {}) {
  const answer = await fetch(demo.url(to), { headers: { "accept-language": "fr", ...headers } });
  if (!answer.ok) throw new Error(`${to} answers ${answer.status}`);
  return answer.text();
}

/** Undoes what HTML does to the five marks that it escapes. */
export function unescaped(html) {
  return html.replaceAll(/&#(\d+);|&(amp|lt|gt|quot);/g, (_, code, name) => (code ? String.fromCodePoint(code) : { amp: "&", lt: "<", gt: ">", quot: '"' }[name]));
}

/** Every address that a page's links name, without what leaves the machine. */
export function linksOf(html) {
  return [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map(([, href]) => unescaped(href));
}

/** Every mail of the outbox, newest first: its address, subject, receiver, and the word for its state. */
export async function mails(demo, pages = Infinity) {
  const found = [];
  let next = "/demo/outbox";
  while (next && found.length < pages * 1000 && pages-- > 0) {
    const html = await read(demo, next);
    for (const [, row] of html.matchAll(/<li>\s*<p class="mail-subject">([\s\S]*?)<\/li>/g)) {
      const [href] = linksOf(row);
      const text = (part) => unescaped((row.match(part)?.[1] ?? "").replaceAll(/<[^>]*>/g, "").trim());
      found.push({ href, subject: text(/^([\s\S]*?)<\/p>/), to: text(/mail-to[^>]*>([\s\S]*?)<\/p>/), state: text(/<span class="pill[^>]*>([\s\S]*?)<\/span>/) });
    }
    next = unescaped(html.match(/<a [^>]*href="([^"]*)"[^>]*rel="next"/)?.[1] ?? "");
  }
  return found;
}

/** The words of one mail, as its plain part says them. */
export async function mailText(demo, href) {
  const html = await read(demo, href);
  return unescaped(html.match(/<pre[^>]*>([\s\S]*?)<\/pre>/)?.[1] ?? "");
}

/** The paths of all personal links that stand in mails. */
export async function personalLinks(demo) {
  const found = new Set();
  for (const { href } of await mails(demo)) {
    for (const [link] of (await mailText(demo, href)).matchAll(/\/r\/[\w-]{22}\b/g)) found.add(link);
  }
  return [...found];
}

/** Personal links by the state of their appointment: `{ booked: ["/r/…"], cancelled: […], … }`. */
export async function linksByState(demo) {
  const byState = {};
  for (const link of await personalLinks(demo)) {
    const state = (await read(demo, link)).match(/class="state [^"]*\bis-([\w-]+)"/)?.[1];
    (byState[state] ??= []).push(link);
  }
  return byState;
}
