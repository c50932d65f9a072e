// Mails as their readers find them: what each one says, in whose language, where its link leads, and the calendar file that comes with it.
import assert from "node:assert/strict";
import { mails, mailText, read, startDemo, unescaped } from "./demo.mjs";
import { assertAccessible, picture, screens, test, withPage } from "./kit.mjs";
import { book, jump, jumpTo, personalPath, plain, pressed, somebody, state, words } from "./steps.mjs";

const demo = await startDemo();

/** The newest mails to somebody: `{ href, subject, to, text }`, newest first. Mails leave a moment after their cause. */
async function mailsTo(address, { subject = /./, atLeast = 1 } = {}) {
  for (let patience = 100; patience > 0; patience -= 1) {
    const found = (await mails(demo, 4)).filter((mail) => mail.to === address && subject.test(plain(mail.subject)));
    if (found.length >= atLeast) return Promise.all(found.map(async (mail) => ({ ...mail, subject: plain(mail.subject), text: plain(await mailText(demo, mail.href)) })));
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no mail to ${address} about ${subject}`);
}

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** The calendar file of a mail, as it is downloaded: lines unfolded (RFC 5545, 3.1). */
async function calendarOf(page, mail) {
  await page.goto(demo.url(mail.href));
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".attachments a").click()]);
  const lines = (await (await fetch(download.url())).text()).replaceAll("\r\n ", "").split("\r\n");
  return Object.fromEntries(lines.map((line) => [line.split(/[:;]/)[0], line.slice(line.indexOf(":") + 1)]));
}

for (const [language, said] of [
  ["fr", { price: "60 €", subject: /^Rendez-vous confirmé : /, moved: /déplacé/, cancelled: /^Rendez-vous annulé : /, reminder: /^Rappel : /, act: "Annuler ce rendez-vous", yes: "Oui, annuler ce rendez-vous", move: "Déplacer", moving: "Déplacer mon rendez-vous" }],
  ["en", { price: "€60", subject: /confirmed/i, moved: /moved/i, cancelled: /cancelled/i, reminder: /reminder/i, act: "Cancel this appointment", yes: "Yes, cancel this appointment", move: "Move", moving: "Move my appointment" }],
]) {
  test(`MED1-03 SBM-03 SBM-12 confirmation, move and cancellation reach a client by mail, ${language}`, () =>
    withPage({ language, acceptDownloads: true }, async (page) => {
      const client = { ...somebody, name: "Alix Lettre", email: `alix.${language}@courriel.example` };
      const link = await book(page, demo, "/la-traboule/ines-benali", { client, position: language === "fr" ? 0 : 4 });
      const first = await words(page, "h1");
      const [confirmation] = await mailsTo(client.email, { subject: said.subject });
      for (const fact of [lower(first).split(/ à | at /)[0], "8 rue Paul-Bert", said.price, link]) says(confirmation, fact);
      const asked = await calendarOf(page, confirmation);
      assert.equal(asked.METHOD, "REQUEST");

      await opensTheManagePage(page, confirmation, link);
      await pressed(page, page.getByRole("link", { name: said.move, exact: true }));
      await pressed(page, page.locator("#slots a[rel=next]"));
      await pressed(page, page.locator("#slots a.slot").nth(9));
      await pressed(page, page.getByRole("button", { name: said.moving }));
      const second = await words(page, "h1");
      const [moved] = await mailsTo(client.email, { subject: said.moved });
      for (const time of [first, second]) says(moved, lower(time).split(/ à | at /)[0]);
      const later = await calendarOf(page, moved);
      assert.deepEqual([later.METHOD, later.UID], ["REQUEST", asked.UID], "the same entry in the calendar");
      assert.ok(Number(later.SEQUENCE) > Number(asked.SEQUENCE), `${later.SEQUENCE} > ${asked.SEQUENCE}`);

      await page.goto(demo.url(link));
      await pressed(page, page.getByRole("link", { name: said.act }));
      await pressed(page, page.getByRole("button", { name: said.yes }));
      const [cancelled] = await mailsTo(client.email, { subject: said.cancelled });
      says(cancelled, lower(second).split(/ à | at /)[0]);
      const ended = await calendarOf(page, cancelled);
      assert.deepEqual([ended.METHOD, ended.UID, ended.STATUS], ["CANCEL", asked.UID, "CANCELLED"]);
      assert.ok(Number(ended.SEQUENCE) > Number(later.SEQUENCE));
      await mailsTo("ines.benali@la-traboule.example", { subject: /Alix|annulé|déplacé|Nouveau/, atLeast: 3 });
    }));
}

function says(mail, fact) {
  assert.ok(mail.text.toLowerCase().includes(plain(fact).toLowerCase()), `“${fact}” is not in: ${mail.text}`);
}

/** The link stands in both parts of the mail; it opens the page, whoever reads it. */
async function opensTheManagePage(page, mail, link) {
  await page.goto(demo.url(mail.href));
  const href = await page.frameLocator("iframe").locator(`a[href$="${link}"]`).first().getAttribute("href");
  await page.goto(demo.url(new URL(href).pathname));
  assert.equal(personalPath(page), link);
  assert.equal(await state(page), "booked");
}

test("MED1-02 MED1-03 the reminder leaves 48 hours before, with date, address and the way in, and not a minute earlier", () =>
  withPage({ language: "fr" }, async (page) => {
    const client = { ...somebody, name: "Rita Rappel", email: "rita.rappel@courriel.example" };
    await book(page, demo, "/la-traboule/claire-lenoir", { client, weeks: 2 });
    const link = await page.locator('a[href*="calendar.google.com"]').getAttribute("href");
    const start = Date.parse(link.match(/dates=(\d{8}T\d{6}Z)/)[1].replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    const told = lower(await words(page, "h1")).split(" à ")[0];
    await jumpTo(page, local(start - 48 * 3_600_000 - 60_000));
    await new Promise((later) => setTimeout(later, 1_500));
    assert.ok(!(await mailsTo(client.email)).some(({ subject }) => /^Rappel : /.test(subject)), "a minute too early");
    await jumpTo(page, local(start - 48 * 3_600_000));
    const [reminder] = await mailsTo(client.email, { subject: /^Rappel : / });
    for (const fact of [told, "14 rue d’Ivry", "69004 Lyon", "Code 47B1"]) says(reminder, fact);
    assert.match(reminder.text, /Déplacer ou annuler|déplacer|annuler/);
  }));

function local(instant) {
  return new Date(instant).toLocaleString("sv-SE", { timeZone: "Europe/Paris" }).slice(0, 16).replace(" ", "T");
}

test("L20 each kind of mail is accessible by itself and fits a phone, in both languages", () =>
  withPage({ screen: "phone", language: "fr" }, async (page) => {
    const written = (await mails(demo)).filter(({ state }) => ["parti", "sent"].includes(state));
    const kinds = new Map(written.map((mail) => [kindOf(mail), mail]));
    assert.ok(kinds.size >= 12, [...kinds.keys()].join("; "));
    for (const [kind, { href }] of kinds) {
      await page.setContent(unescaped((await read(demo, href)).match(/srcdoc="([^"]*)"/)[1]));
      for (const width of [360, 320]) {
        await page.setViewportSize({ ...screens.phone.viewport, width });
        await assertAccessible(page, { isPage: false }).catch((error) => assert.fail(`${kind} at ${width} px: ${error.message}`));
      }
      await picture(page, `mail-${kind.replaceAll(/[^\p{L}]+/gu, "-")}`);
    }
  }));

/** The subject without its dates and names. */
function kindOf({ subject }) {
  return plain(subject).toLowerCase().replace(/[:,].*| (le|pour le|on|for) .*/, "").trim();
}
