// S6: machines open every link of a mail before its reader does, by HEAD and GET, some in a browser, some by posting blindly. Nothing may come of it.
import assert from "node:assert/strict";
import { linksOf, mails, mailText, read, startDemo } from "./demo.mjs";
import { test, withPage } from "./kit.mjs";
import { asHeader, people, session } from "./places.mjs";

const ROUNDS = 3;
/** How many links are followed at once. */
const ABREAST = 8;
/** So many pages are enough to hold every kind of link; slots alone would lead on for ever. */
const PAGES = 350;

const demo = await startDemo();
const [nadia] = await people(demo, "belle-heure");
const signedIn = asHeader(await session(demo, nadia));

async function inParallel(items, work) {
  const waiting = items.values();
  await Promise.all(Array.from({ length: ABREAST }, async () => {
    for (const item of waiting) await work(item);
  }));
}

/** Every address in every mail, by its path. */
async function linksInMails() {
  const found = new Set();
  await inParallel(await mails(demo), async ({ href }) => {
    for (const [, path] of (await mailText(demo, href)).matchAll(/https?:\/\/[^/\s]+(\/[^\s>)]*)/g)) found.add(path);
  });
  return [...found];
}

/** The addresses on this machine that lead from one page to the next, as far as the limit goes. */
async function linksInPages(from, headers) {
  const found = new Set(from);
  for (const path of found) {
    if (found.size >= PAGES) break;
    const answer = await fetch(demo.url(path), { headers });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
    const onward = linksOf(await answer.text()).filter((href) => href.startsWith("/")).map((href) => href.split("#")[0]);
    for (const href of onward.filter(firstOfItsKind(path))) found.add(href);
  }
  return [...found];
}

/** Of the many slots on one page the first three tell as much as all of them. */
function firstOfItsKind() {
  const seen = {};
  return (href) => {
    const kind = href.replaceAll(/=[^&]*/g, "=").replaceAll(/(apt|msg|usr)_\w+/g, "$1");
    seen[kind] = (seen[kind] ?? 0) + 1;
    return seen[kind] <= 3;
  };
}

/** What stands in the store, as far as pages show it: every appointment with its whole history, and every message. */
async function everything(personal) {
  const shown = {};
  await inParallel(personal, async (link) => (shown[link] = main(await read(demo, link))));
  shown.mails = (await mails(demo)).map(({ href, subject, state }) => `${href} ${subject} ${state}`).join("\n");
  for (const week of ["2027-02-22", "2027-03-01", "2027-03-08"]) shown[week] = main(await read(demo, `/console/week?from=${week}`, signedIn));
  shown.requests = main(await read(demo, "/console/requests", signedIn));
  return shown;
}

const main = (html) => html.match(/<main[\s\S]*<\/main>/)[0].replaceAll(/name="(once|proof)" value="[^"]*"/g, "");

const inMails = await linksInMails();
const personal = inMails.filter((path) => path.startsWith("/r/"));

test("S6 three rounds of HEAD and GET over every link of every mail and page change nothing", async () => {
  const anonymous = await linksInPages(["/", "/demo", "/demo/outbox", ...personal.slice(0, 40)], {});
  const console = await linksInPages(["/console"], signedIn);
  assert.ok(personal.length > 100 && anonymous.length > 200 && console.length > 50, `${personal.length}, ${anonymous.length}, ${console.length}`);
  for (const kind of [/\/r\/[\w-]+$/, /\/cancel$/, /\/move$/, /\/move\/confirm/, /calendar\.ics/, /\/book\?/, /\/demo\/sign-in/]) {
    assert.ok(anonymous.some((path) => kind.test(path)), `no link like ${kind}`);
  }
  for (const kind of [/apt_\w+$/, /\/decline$/, /\/cancel$/, /\/move/]) assert.ok(console.some((path) => kind.test(path)), `no link like ${kind}`);

  const before = await everything(personal);
  for (let round = 0; round < ROUNDS; round += 1) {
    await scan([...new Set([...inMails, ...anonymous])], {});
    await scan(console, signedIn);
  }
  assert.deepEqual(await everything(personal), before);
});

async function scan(paths, headers) {
  await inParallel(paths, async (path) => {
    for (const method of ["HEAD", "GET"]) {
      const answer = await fetch(demo.url(path), { method, headers, redirect: "manual" });
      await answer.arrayBuffer();
      assert.ok(answer.status < 500, `${method} ${path} answers ${answer.status}`);
    }
  });
}

test("S6 a browser that opens each kind of link without touching anything changes nothing", async () => {
  const before = await everything(personal);
  const [link] = await bookable();
  await withPage({ language: "fr" }, async (page) => {
    for (const part of ["", "/move", "/cancel"]) {
      await page.goto(demo.url(link + part));
      await page.waitForLoadState("networkidle");
    }
    await page.goto(demo.url(linksOf(await read(demo, `${link}/move`)).find((href) => href.includes("/confirm"))));
    await page.waitForLoadState("networkidle");
  });
  assert.deepEqual(await everything(personal), before);
});

async function bookable() {
  const found = [];
  for (const link of personal.slice(0, 60)) {
    if (linksOf(await read(demo, link)).includes(`${link}/move`)) found.push(link);
  }
  return found;
}

test("S6 a scanner that posts what it finds, without the proof that a page gives, changes nothing", async () => {
  const before = await everything(personal);
  const cancel = "version=1&seen=allow&reason=other";
  await inParallel(personal, async (link) => {
    for (const [act, body] of [["/cancel", ""], ["/cancel", cancel], ["/move", ""], ["/move", `${cancel}&start=2027-03-09T10%3A00%3A00%2B01%3A00`]]) {
      const answer = await fetch(demo.url(link + act), { method: "POST", redirect: "manual", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
      assert.ok(answer.status >= 400 && answer.status < 500, `${link}${act} answers ${answer.status}`);
      await answer.arrayBuffer();
    }
  });
  assert.deepEqual(await everything(personal), before);
});
