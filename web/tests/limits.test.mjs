// What stands in a client's way: somebody who was faster, a page that is out of date, a limit of the terms. None of it loses what was typed.
import assert from "node:assert/strict";
import { startDemo } from "./demo.mjs";
import { assertAccessible, picture, test, withPage } from "./kit.mjs";
import { book, fillIn, filledIn, jump, jumpTo, openSlots, personalPath, pressed, sending, somebody, state, words } from "./steps.mjs";

const demo = await startDemo();
const withoutScripts = { language: "fr", scripts: false };

test("R2 L20 two tabs on one slot: the second gets the nearest free ones and keeps what was typed", () =>
  withPage(withoutScripts, (first) =>
    withPage({ language: "fr", screen: "phone" }, async (second) => {
      for (const page of [first, second]) {
        await pressed(page, (await openSlots(page, demo, "/la-traboule/hugo-perrin")).nth(1));
        await fillIn(page);
      }
      await second.fill("#name", "Marc Second");
      await pressed(first, sending(first));
      assert.equal(await state(first), "booked");
      const taken = await words(first, "h1");

      assert.equal((await pressed(second, sending(second))).status(), 409);
      assert.ok((await words(second, ".banner")).startsWith(`${taken} : ce créneau vient d’être pris.`), await words(second, ".banner"));
      assert.deepEqual(await filledIn(second), { ...somebody, name: "Marc Second", consent: true });
      const nearest = second.locator('input[name="start"]');
      assert.ok((await nearest.count()) >= 2, "the nearest free slots are offered");
      await picture(second, "client-book-taken-fr-phone");
      await assertAccessible(second);

      await nearest.first().check();
      await pressed(second, sending(second));
      assert.equal(await state(second), "booked");
      assert.notEqual(await words(second, "h1"), taken);
    })));

test("R11 a link used in two tabs: the second is told that the appointment changed, and nothing is lost", () =>
  withPage(withoutScripts, async (first) => {
    const link = await book(first, demo, "/la-traboule/ines-benali");
    await withPage(withoutScripts, async (second) => {
      const [wanted] = [await confirming(first, link, 0), await confirming(second, link, 2)];
      await pressed(first, moving(first));
      assert.equal(await words(first, "h1"), wanted);

      assert.equal((await pressed(second, moving(second))).status(), 409);
      assert.match(await words(second), /Ce rendez-vous a changé entre-temps/);
      assert.ok((await words(second, ".before")).includes(wanted), "the second tab sees where the first one moved it");
      const onward = await words(second, ".after .recap-when");
      await first.reload();
      assert.equal(await words(first, "h1"), wanted, "nothing was done for the second tab");

      await pressed(second, moving(second));
      assert.equal(await words(second, "h1"), onward, "whoever still wants it presses again");
      assert.equal(personalPath(second), link);
      assert.equal(await second.locator(".history > li").count(), 3, "booked, moved, moved");
    });
  }));

const moving = (page) => page.getByRole("button", { name: "Déplacer mon rendez-vous" });

/** Goes to the question before a move to the slot with this position; answers with the new time. */
async function confirming(page, link, position) {
  await page.goto(demo.url(`${link}/move`));
  await pressed(page, page.locator("#slots a[rel=next]"));
  await pressed(page, page.locator("#slots a.slot").nth(position));
  return words(page, ".after .recap-when");
}

test("MED1-04 MED1-05 below 24 hours a warning is shown, and the cancellation still goes through", () =>
  withPage({ ...withoutScripts, screen: "phone" }, async (page) => {
    const link = await book(page, demo, "/la-traboule/marc-tissier");
    await jump(page, "eve");
    await page.goto(demo.url(`${link}/cancel`));
    assert.equal(await page.locator(".banner.late").count(), 0, "exactly 24 hours before, nothing is late");
    await jump(page, "hour");
    assert.match(await words(page, ".banner.late"), /^Il reste 23 h.*moins de 24 h.*Vous pouvez quand même annuler/);
    assert.match(await words(page, ".because"), /Le préavis est de 23 h, alors que les conditions demandent 24 h/);
    await picture(page, "client-cancel-warned-fr-phone");
    await pressed(page, page.getByRole("button", { name: "Oui, annuler ce rendez-vous" }));
    assert.equal(await state(page), "cancelled");
    assert.match(await words(page, ".history"), /alors que les conditions demandent 24 h/);
  }));

test("SBM-04 SBM-13 inside the limit a studio's client cannot move online: why, and whom to call", () =>
  withPage({ ...withoutScripts, screen: "phone" }, async (page) => {
    const link = await book(page, demo, "/studio-canopee/theo-lambert");
    const start = await startOf(page);
    await withPage(withoutScripts, async (early) => {
      await confirming(early, link, 1);
      await jumpTo(page, minutesBefore(start, 31));
      assert.equal(await page.getByRole("link", { name: "Déplacer" }).count(), 1, "31 minutes before it is still possible");
      await jumpTo(page, minutesBefore(start, 29));
      assert.equal(await page.getByRole("link", { name: "Déplacer" }).count(), 0);

      await page.goto(demo.url(`${link}/move`));
      await isRefusedWithContact(page);
      await picture(page, "client-move-refused-studio-fr-phone");
      assert.equal((await pressed(early, moving(early))).status(), 409, "a page from before the limit opens no way past it");
      await isRefusedWithContact(early);
    });
    await page.goto(demo.url(link));
    assert.equal(await state(page), "booked");
    assert.equal(await startOf(page), start);
  }));

async function isRefusedWithContact(page) {
  assert.match(await words(page), /ne se déplace plus en ligne.*30 min avant/);
  assert.match(await page.locator('.contact a[href^="tel:"]').first().getAttribute("href"), /^tel:\d{10}$/);
}

/** The start in UTC, as the link for another calendar carries it. */
async function startOf(page) {
  await page.goto(demo.url(personalPath(page)));
  const link = await page.locator('a[href*="calendar.google.com"]').getAttribute("href");
  const [, utc] = link.match(/dates=(\d{8}T\d{6}Z)/);
  return utc.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
}

function minutesBefore(utc, minutes) {
  const at = new Date(Date.parse(utc) - minutes * 60_000);
  return at.toLocaleString("sv-SE", { timeZone: "Europe/Paris" }).slice(0, 16).replace(" ", "T");
}
