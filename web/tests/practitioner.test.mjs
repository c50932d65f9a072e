// A practitioner's day: sign in, find one's way, add an appointment for somebody on the telephone, move it, end what is not one's own device, leave.
import assert from "node:assert/strict";
import { password, startDemo } from "./demo.mjs";
import { assertAccessible, test, withPage } from "./kit.mjs";
import { people, session } from "./places.mjs";
import { pressed, state, words } from "./steps.mjs";

const demo = await startDemo();
const claire = "claire.lenoir@la-traboule.example";
const desk = { language: "fr", screen: "desktop" };

async function signIn(page, email = claire, secret = password) {
  await page.goto(demo.url("/console"));
  await page.fill("#email", email);
  await page.fill("#password", secret);
  return pressed(page, page.getByRole("button", { name: "Se connecter", exact: true }));
}

const nav = (page, name) => pressed(page, page.getByRole("navigation", { name: "Console" }).getByRole("link", { name }));
const button = (page, name) => pressed(page, page.getByRole("button", { name, exact: true }));

test("a wrong password is refused without saying which half is wrong; a right one opens the day", () =>
  withPage({ ...desk, scripts: false }, async (page) => {
    assert.equal((await signIn(page, claire, "not-the-password")).status(), 422);
    const known = await words(page, "[role=alert]");
    assert.equal(await page.inputValue("#email"), claire, "the address is kept");
    assert.equal(await page.inputValue("#password"), "");
    await signIn(page, "nobody@la-traboule.example", "not-the-password");
    assert.equal(await words(page, "[role=alert]"), known, "an unknown address gets the same words");
    await signIn(page);
    assert.equal(new URL(page.url()).pathname, "/console");
    assert.match(await words(page, "h1"), /Mardi 2 mars aujourd’hui/);
    const cookies = await page.context().cookies();
    assert.ok(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax"), JSON.stringify(cookies));
  }));

test("the week leads to an appointment, and the appointment tells its history and its messages", () =>
  withPage({ ...desk, scripts: false }, async (page) => {
    await signIn(page);
    await nav(page, "Agenda");
    assert.match(await words(page, "h1"), /^Du lundi 1er au dimanche 7 mars/);
    const event = page.locator(".event.is-booked a").first();
    const client = await event.locator("b").innerText();
    await pressed(page, event);
    assert.equal(await words(page, "h1"), client);
    assert.equal(await state(page), "booked");
    assert.match(await words(page, ".history"), /^(Réservé|Noté) par .*se réserve aussitôt/);
    assert.match(await words(page, ".messages"), /Rendez-vous confirmé.*parti/);
    await pressed(page, page.locator(".messages a").first());
    assert.match(page.url(), /\/demo\/outbox\/msg_/);
  }));

test("R4 an appointment added on the telephone takes its time; a second one on it needs a reason that stays in the history", () =>
  withPage({ ...desk, scripts: false }, async (page) => {
    await signIn(page);
    const first = await adds(page, "Marie Curie");
    assert.match(await words(page, "#result"), /le rendez-vous est ajouté/);
    assert.match(await words(page, ".history"), /Noté par .* à la demande du client/);

    assert.equal((await adds(page, "Irène Joliot", first)).status, 409);
    assert.equal(await page.inputValue("#name"), "Irène Joliot", "what was typed is kept");
    assert.match(await words(page, ".force"), /Marie Curie/);
    await page.getByLabel("Enregistrer quand même").check();
    await button(page, "Ajouter le rendez-vous");
    assert.match(await words(page, "#force_reason-error"), /Dites pourquoi/);
    await page.fill("#force_reason", "Elles viennent ensemble");
    await button(page, "Ajouter le rendez-vous");
    assert.equal(await words(page, "h1"), "Irène Joliot");
    assert.match(await words(page, ".history"), /Elles viennent ensemble/);
  }));

/** Adds an appointment at the first free time, or at a given one; answers with the time and the status. */
async function adds(page, name, at = null) {
  await page.goto(demo.url("/console/add"));
  await page.locator('input[name="service"]').first().check();
  await button(page, "Voir les créneaux et ce qui suivrait");
  if (!at) await pressed(page, page.locator("button.slot").nth(5));
  const when = at ?? { date: await page.inputValue("#date"), time: await page.inputValue("#time") };
  await page.fill("#date", when.date);
  await page.fill("#time", when.time);
  await page.fill("#name", name);
  await page.fill("#phone", "06 39 98 77 03");
  const answer = await button(page, "Ajouter le rendez-vous");
  return { date: when.date, time: when.time, status: answer.status() };
}

test("moving shows the old and the new time and who is told, and keeps the message", () =>
  withPage(desk, async (page) => {
    await signIn(page);
    await nav(page, "Agenda");
    await pressed(page, page.locator(".event.is-booked a").last());
    await pressed(page, page.getByRole("link", { name: "Déplacer", exact: true }));
    const before = (await words(page, ".lead")).split(" · ")[0];
    await page.fill("#message", "Le cabinet ferme plus tôt ce jour-là.");
    await pressed(page, page.locator("button.slot").nth(2));
    assert.match(await words(page, ".before"), new RegExp(`^Avant ${before}`));
    const after = await words(page, ".after .recap-when");
    assert.match(await words(page, ".effects"), /Un e-mail part tout de suite à/);
    assert.equal(await page.inputValue("#message"), "Le cabinet ferme plus tôt ce jour-là.");
    await assertAccessible(page);
    await button(page, "Déplacer le rendez-vous");
    assert.match(await words(page, "#result"), /Le rendez-vous est déplacé/);
    assert.match((await words(page, ".lead")).toLowerCase(), new RegExp(after.toLowerCase()));
    assert.match(await words(page, ".history"), /Le cabinet ferme plus tôt ce jour-là\./);
    assert.match(await words(page, ".messages"), /déplacé/i);
  }));

test("a session that somebody ends from another device is over at once; signing out ends one's own", () =>
  withPage({ ...desk, scripts: false }, (here) =>
    withPage({ ...desk, screen: "phone", scripts: false }, async (there) => {
      await signIn(here);
      await signIn(there);
      await nav(here, "Sessions");
      assert.ok((await here.locator(".plain-rows > li").count()) >= 2);
      await button(here, "Fermer toutes les autres sessions");
      assert.equal(await here.locator(".plain-rows > li").count(), 1);
      await there.goto(demo.url("/console/week"));
      assert.equal(new URL(there.url()).pathname, "/console/sign-in");

      await button(here, "Se déconnecter");
      await here.goBack();
      await here.goto(demo.url("/console"));
      assert.equal(new URL(here.url()).pathname, "/console/sign-in");
    })));

test("X1 a practitioner of another network gets the same 404 for an appointment as for one that never was", async () => {
  const own = await session(demo, (await people(demo, "la-traboule"))[0]);
  const week = await (await fetch(demo.url("/console/week"), { headers: { cookie: `${own.name}=${own.value}` } })).text();
  const foreign = week.match(/\/console\/appointments\/apt_\w+/)[0];
  await withPage({ ...desk, scripts: false }, async (page) => {
    await signIn(page, "nadia.kaci@belle-heure.example");
    const told = [];
    for (const path of [foreign, "/console/appointments/apt_01a2ce8bd40476b29212e956acdf75dd"]) {
      for (const act of ["", "/cancel", "/move", "/decline"]) {
        assert.equal((await page.goto(demo.url(path + act))).status(), 404, path + act);
        told.push(await words(page));
      }
    }
    assert.equal(new Set(told).size, 1, "one page for all of them");
  });
});
