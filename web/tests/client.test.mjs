// A client's whole path, on pages that run no script: book, see an error and lose nothing, move, cancel, see what is offered, come back later.
import assert from "node:assert/strict";
import { startDemo } from "./demo.mjs";
import { test, withPage } from "./kit.mjs";
import { fillIn, filledIn, personalPath, pressed, sending, somebody, state, words } from "./steps.mjs";

const demo = await startDemo();

test("SBM-02 SBM-06 R11 a client books, corrects, moves and cancels without scripts, on a phone", () =>
  withPage({ screen: "phone", language: "fr", scripts: false }, async (page) => {
    const link = await booksWithAnErrorOnTheWay(page);
    const moved = await moves(page, link);
    await cancels(page, link, moved);
    await comesBack(page, link, moved);
  }));

async function booksWithAnErrorOnTheWay(page) {
  await page.goto(demo.url("/"));
  await pressed(page, page.getByRole("link", { name: "La Traboule" }));
  await pressed(page, page.getByRole("link", { name: "Claire Lenoir", exact: true }));
  assert.equal(await page.locator(".option[aria-current]").count(), 1, "one of the services is chosen, so that slots show at once");
  await pressed(page, page.locator("#slots a[rel=next]"));
  const wanted = await page.locator("#slots a.slot").first().getAttribute("aria-label");
  await pressed(page, page.locator("#slots a.slot").first());
  assert.match((await words(page)).toLowerCase(), new RegExp(wanted.replaceAll(/\s+/g, " ").toLowerCase()));

  await fillIn(page, { name: somebody.name, email: "lucie.martin", note: somebody.note });
  assert.equal((await pressed(page, sending(page))).status(), 422);
  assert.equal(await page.locator("#email").getAttribute("aria-invalid"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "errors", "what is wrong has the focus");
  assert.deepEqual(await filledIn(page), { name: somebody.name, email: "lucie.martin", phone: "", note: somebody.note, consent: true });

  await page.fill("#email", somebody.email);
  await pressed(page, sending(page));
  assert.equal(await page.evaluate(() => document.activeElement.id), "result", "the banner has the focus");
  assert.match(await words(page, "#result"), /votre rendez-vous est confirmé/);
  assert.equal(await state(page), "booked");
  return personalPath(page);
}

async function moves(page, link) {
  const before = await words(page, "h1");
  await pressed(page, page.getByRole("link", { name: "Déplacer" }));
  assert.match(await words(page, ".kept"), new RegExp(before), "the old time stands above the new ones");
  await pressed(page, page.locator("#slots a[rel=next]"));
  await pressed(page, page.locator("#slots a.slot").nth(3));
  assert.match(await words(page, ".before"), new RegExp(`^Avant ${before}`));
  const after = (await words(page, ".after .recap-when"));
  assert.notEqual(after, before);
  assert.match(await words(page, ".effects"), /redevient libre/);
  await pressed(page, page.getByRole("button", { name: "Déplacer mon rendez-vous" }));
  assert.equal(personalPath(page), link, "the same link, the same appointment");
  assert.match(await words(page, "#result"), /votre rendez-vous est déplacé/);
  assert.equal(await words(page, "h1"), after);
  return { before, after };
}

async function cancels(page, link) {
  await pressed(page, page.getByRole("link", { name: "Annuler ce rendez-vous" }));
  assert.match(await words(page), /Ce qui va se passer.*Pourquoi \?/);
  await pressed(page, page.getByRole("link", { name: "Garder mon rendez-vous" }));
  assert.equal(await state(page), "booked");
  await page.goto(demo.url(`${link}/cancel`));
  await page.getByLabel("Empêchement", { exact: true }).check();
  await page.fill("#message", "Je reprendrai contact.");
  await pressed(page, page.getByRole("button", { name: "Oui, annuler ce rendez-vous" }));
  assert.match(await words(page, "#result"), /ce rendez-vous est annulé/);
  assert.equal(await state(page), "cancelled");
  assert.ok((await page.locator(".slots a.slot").count()) >= 3, "new times are offered");
  assert.ok((await page.locator(".links a").count()) >= 1, "colleagues are offered");
}

/** The link never dies and never shows an error: it tells where the appointment stands. */
async function comesBack(page, link, { before, after }) {
  for (const part of ["", "/cancel", "/move"]) {
    const answer = await page.goto(demo.url(`${link}${part}`));
    assert.equal(answer.status(), 200, part);
    assert.equal(await state(page), "cancelled", part);
  }
  const history = await words(page, ".history");
  for (const told of [before, after, "Annulé par vous", "Empêchement", "Je reprendrai contact."]) {
    assert.ok(history.toLowerCase().includes(told.toLowerCase()), `${told} is not in: ${history}`);
  }
  await pressed(page, page.locator(".slots a.slot").first());
  assert.equal(await page.locator("form[action$='/book']").count(), 1, "an offered time leads to its form");
}

test("L20 a client books, moves and cancels with the keyboard only, in English", () =>
  withPage({ screen: "desktop", language: "en", scripts: false }, async (page) => {
    await page.goto(demo.url("/"));
    await keyed(page, "Skip to content", "Enter", { stays: true });
    await keyed(page, "La Traboule");
    await keyed(page, "Hugo Perrin");
    await keyed(page, "Later");
    await keyed(page, /^Tuesday .* at /);
    await typed(page, "#name", "Emma Stone");
    await typed(page, "#email", "emma.stone@mail.example");
    await tabTo(page, "#consent");
    await page.keyboard.press("Space");
    await keyed(page, "Confirm the appointment");
    const link = personalPath(page);
    await keyed(page, "Move");
    await keyed(page, /^(Thursday|Friday) .* at /);
    await keyed(page, "Move my appointment");
    assert.match(await words(page, "h1"), /^(Thursday|Friday)/);
    await keyed(page, "Cancel this appointment");
    await chosen(page, "Transport");
    await keyed(page, "Yes, cancel this appointment");
    assert.equal(personalPath(page), link);
    assert.equal(await state(page), "cancelled");
  }));

/** Presses Tab until something with this name has the focus, then the key; the focus must be seen. */
async function keyed(page, name, key = "Enter", { stays = false } = {}) {
  await tabTo(page, name);
  if (stays) return page.keyboard.press(key);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press(key)]);
}

async function typed(page, field, text) {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Radio buttons are one stop for Tab; the arrows go through them and choose. */
async function chosen(page, reason) {
  await tabTo(page, await words(page, ".chip"));
  for (let steps = 0; steps < 10; steps += 1) {
    await page.keyboard.press("ArrowRight");
    if ((await page.evaluate(focused)).name === reason) return assert.ok(await page.getByLabel(reason).isChecked());
  }
  throw new Error(`no arrow leads to ${reason}`);
}

async function tabTo(page, wanted) {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press("Tab");
    const { id, name, seen } = await page.evaluate(focused);
    const found = wanted instanceof RegExp ? wanted.test(name) : wanted === name || wanted === `#${id}`;
    if (found) return assert.ok(seen, `the focus on ${wanted} cannot be seen`);
  }
  throw new Error(`no Tab leads to ${wanted} on ${page.url()}`);
}

/** Runs in the page: what has the focus, what it is called, and whether a line around it shows that. */
function focused() {
  const element = document.activeElement;
  const label = element.labels?.[0]?.innerText;
  const name = (element.getAttribute("aria-label") ?? label ?? element.innerText ?? "").replaceAll(/\s+/g, " ").trim();
  const shown = [element, element.nextElementSibling].filter(Boolean).map((part) => getComputedStyle(part).outlineStyle);
  return { id: element.id, name, seen: shown.some((style) => style !== "none") };
}
