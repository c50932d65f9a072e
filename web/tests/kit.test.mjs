// The judge is judged first: a check that cannot fail would make every later page look well.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { afterAll, assertAccessible, screens, test, withPage } from "./kit.mjs";

const sound = '<html lang="fr"><title>Essai</title><main><h1>Rendez-vous</h1><label>Nom <input autocomplete="name"></label></main>';
const answers = {
  "/sound": sound,
  "/unlabelled": sound.replace("<label>Nom ", "").replace("</label>", ""),
  "/pale": sound.replace("<h1>", '<h1 style="color:#ccc">'),
  "/wide": sound.replace("<label>", '<div style="width:2000px">large</div><label>'),
  "/elsewhere": `${sound}<img alt="" src="http://192.0.2.1/a.png">`,
  "/broken": `${sound}<script>missing()</script>`,
};
const server = createServer((request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${answers[request.url]}`);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
afterAll(() => new Promise((closed) => server.close(closed)));

const visit = (path, options = {}) =>
  withPage(options, async (page) => {
    await page.goto(`http://127.0.0.1:${server.address().port}${path}`, { waitUntil: "domcontentloaded" });
    await assertAccessible(page);
  });

for (const screen of Object.keys(screens)) {
  test(`a sound page passes on a ${screen}`, () => visit("/sound", { screen }));
}

for (const [path, complaint] of [
  ["/unlabelled", /label/],
  ["/pale", /color-contrast/],
  ["/wide", /wider than the screen/],
  ["/elsewhere", /asks elsewhere: http:\/\/192\.0\.2\.1/],
  ["/broken", /missing is not defined/],
]) {
  test(`a page that is ${path.slice(1)} is refused`, () => assert.rejects(() => visit(path), complaint));
}

test("a page opened without scripts runs none", () =>
  withPage({ scripts: false }, (page) => page.goto(`http://127.0.0.1:${server.address().port}/broken`)));
