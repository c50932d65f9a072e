// What a practitioner owes a client: an answer to a request, a reason and a word with a cancellation, opening hours that hold, absences that hide nothing.
import assert from "node:assert/strict";
import { startDemo } from "./demo.mjs";
import { assertAccessible, picture, test, withPage } from "./kit.mjs";
import { appointmentsByState, people, session } from "./places.mjs";
import { book, fillIn, openSlots, plain, pressed, sending, somebody, state, words } from "./steps.mjs";

const demo = await startDemo();

/** Opens a page as somebody who is signed in, by the demo's own way in; 0 is the network's first practitioner. */
async function as(network, nth, body, options = {}) {
  const cookie = await session(demo, (await people(demo, network))[nth]);
  const storageState = { origins: [], cookies: [{ ...cookie, expires: -1, httpOnly: true, secure: false, sameSite: "Lax" }] };
  return withPage({ language: "fr", storageState, ...options }, (page) => body(page, cookie));
}

const button = (page, name) => pressed(page, page.getByRole("button", { name, exact: true }));

/** A client asks for the service that this practitioner wants to approve; answers with the personal link. */
async function asks(client) {
  let link;
  await withPage({ language: "fr", screen: "phone", scripts: false }, async (page) => {
    await openSlots(page, demo, "/belle-heure/nadia-kaci", 0);
    await pressed(page, page.locator(".option", { hasText: "sur demande" }).first());
    await pressed(page, page.locator("#slots a[rel=next]"));
    await pressed(page, page.locator("#slots a.slot").first());
    await fillIn(page, { ...somebody, name: client });
    await pressed(page, sending(page));
    assert.match(await words(page, "#result"), /Votre demande est partie/);
    assert.equal(await state(page), "requested");
    link = new URL(page.url()).pathname;
  });
  return link;
}

async function clientSees(link, body) {
  await withPage({ language: "fr", screen: "phone", scripts: false }, async (page) => {
    assert.equal((await page.goto(demo.url(link))).status(), 200);
    await body(page);
  });
}

test("SBM-08 R5 a request is approved in one place and shown as booked in the other", async () => {
  const link = await asks("Paula Approuvée");
  await as("belle-heure", 0, async (page) => {
    await page.goto(demo.url("/console/requests"));
    await pressed(page, page.getByRole("button", { name: /^Accepter la demande de Paula Approuvée/ }));
    assert.match(await words(page, "#result"), /La demande est acceptée/);
    assert.equal(await page.getByText("Paula Approuvée").count(), 0);
  });
  await clientSees(link, async (page) => assert.equal(await state(page), "booked"));
});

test("a request is declined with a message, which the client reads behind the same link", async () => {
  const link = await asks("Denis Décliné");
  await as("belle-heure", 0, async (page) => {
    await page.goto(demo.url("/console/requests"));
    await pressed(page, page.getByRole("link", { name: /^Décliner la demande de Denis Décliné/ }));
    await page.fill("#message", "Je suis en formation ce jour-là.");
    await button(page, "Décliner la demande");
    assert.match(await words(page), /La demande est déclinée/);
  });
  await clientSees(link, async (page) => {
    assert.equal(await state(page), "declined");
    assert.match(await words(page, ".history"), /Je suis en formation ce jour-là\./);
    assert.ok((await page.locator(".slots a.slot").count()) > 0, "other times are offered");
  });
});

test("WEC-03 WEC-04 a professional owes the client a reason and a message of at least 20 characters", async () => {
  let link;
  await withPage({ language: "fr", scripts: false }, async (page) => (link = await book(page, demo, "/belle-heure/nadia-kaci", { position: 2, client: { ...somebody, name: "Wanda Motif" } })));
  await as("belle-heure", 0, async (page) => {
    await openAppointmentOf(page, "Wanda Motif");
    await pressed(page, page.getByRole("link", { name: /^Annuler/ }));
    assert.equal((await button(page, "Continuer")).status(), 422);
    assert.match(await words(page, "#reason-error"), /Choisissez un motif/);
    await page.getByLabel("Souffrant").check();
    await button(page, "Continuer");
    assert.equal(await page.locator("main a.slot").count(), 3, "WEC-06: another time first");
    assert.match(await page.getByRole("link", { name: "Proposer ces moments au client" }).getAttribute("href"), /propose\?start=.*start=.*start=/);
    await button(page, "Aucun autre moment ne convient : continuer");
    await page.fill("#message", "Désolée.");
    assert.equal((await button(page, "Continuer")).status(), 422);
    assert.match(await words(page, "#message-error"), /20/);
    await assertAccessible(page);
    await picture(page, "console-staff-cancel-errors-fr-desktop");
    await button(page, "Étape précédente");
    await button(page, "Étape précédente");
    assert.ok(await page.getByLabel("Souffrant").isChecked(), "going back loses nothing");
    await button(page, "Continuer");
    await button(page, "Aucun autre moment ne convient : continuer");
    assert.equal(await page.inputValue("#message"), "Désolée.");
    await page.fill("#message", "Je suis souffrante et vous propose la semaine suivante.");
    await button(page, "Continuer");
    assert.match(await words(page, "#pane"), /Ce qui va se passer.*lira, en français.*Je suis souffrante et vous propose/);
    await button(page, "Annuler le rendez-vous");
    assert.match(await words(page, "#result"), /Le rendez-vous est annulé/);
    assert.match(await words(page, ".history"), /Souffrant.*Je suis souffrante et vous propose/);
  });
  await clientSees(link, async (page) => {
    assert.equal(await state(page), "cancelled");
    assert.match(await words(page), /Je suis souffrante et vous propose la semaine suivante\./);
  });
});

/** The demo's weeks begin on a Monday; what was booked one week ahead stands in the second one. */
async function openAppointmentOf(page, client, week = "2027-03-08") {
  await page.goto(demo.url(`/console/week?from=${week}`));
  await pressed(page, page.locator(".event a", { hasText: client }).first());
  assert.equal(await words(page, "h1"), client);
}

test("TRW-02 TRW-03 TRW-09 a salon says who wanted the cancellation and why; who clicked is another fact", async () => {
  await withPage({ language: "fr", scripts: false }, (page) => book(page, demo, "/maison-ondine/lea-garnier", { position: 3, client: { ...somebody, name: "Thérèse Salon" } }));
  await as("maison-ondine", 0, async (page) => {
    await openAppointmentOf(page, "Thérèse Salon");
    await pressed(page, page.getByRole("link", { name: /^Annuler/ }));
    assert.equal((await button(page, "Continuer")).status(), 422);
    assert.match(await words(page, "#asked_by-error"), /vous ou le client/);
    await page.getByLabel("Le client", { exact: true }).check();
    await page.getByLabel("Empêchement").check();
    await button(page, "Continuer");
    assert.equal(await page.locator("main a.slot").count(), 3, "TRW-09: a move is offered first");
    await button(page, "Aucun autre moment ne convient : continuer");
    await button(page, "Continuer");
    assert.match(await words(page, "#pane"), /le client l’a demandée/, "TRW-04, WEC-17: what follows stands before the last button");
    await button(page, "Annuler le rendez-vous");
    assert.match(await words(page, ".history"), /Annulé par .*à la demande du client.*Motif : Empêchement/);
  }, { scripts: false });
});

test("WEC-04 what stands beside a step follows what is typed, and the page works the same without", async () => {
  await withPage({ language: "fr", scripts: false }, (page) => book(page, demo, "/belle-heure/nadia-kaci", { position: 4, client: { ...somebody, name: "Vera Direct" } }));
  await as("belle-heure", 0, async (page) => {
    await openAppointmentOf(page, "Vera Direct");
    await pressed(page, page.getByRole("link", { name: /^Annuler/ }));
    await page.getByLabel("Souffrant").check();
    await button(page, "Continuer");
    await button(page, "Aucun autre moment ne convient : continuer");
    await page.fill("#message", "Un mot écrit lettre par lettre");
    await page.locator("#pane", { hasText: "Un mot écrit lettre par lettre" }).waitFor();
    assert.match(await words(page, "#message-count"), /30 caractères : c’est suffisant/);
    assert.equal(await page.inputValue("#message"), "Un mot écrit lettre par lettre", "nothing that is typed is touched");
    await assertAccessible(page);
  });
});

test("hours: a mistake stands by its line, a closed day has no slots any more", () =>
  as("la-traboule", 1, async (page) => {
    await page.goto(demo.url("/console/hours"));
    const to = page.locator('main input[name="to"]').first();
    const closing = await to.inputValue();
    await to.fill("00:30");
    assert.equal((await button(page, "Enregistrer les horaires")).status(), 422);
    assert.match(await words(page, ".rows .error"), /La fin doit être après le début/);
    await assertAccessible(page);
    await page.locator('main input[name="to"]').first().fill(closing);
    await page.locator('input[name="on_date"]').first().fill("2027-03-16");
    await button(page, "Enregistrer les horaires");
    assert.match(await words(page, "#result"), /Les horaires sont enregistrés/);
    await page.goto(demo.url("/la-traboule/hugo-perrin?from=2027-03-16"));
    assert.equal(await page.locator("h3", { hasText: /^mardi 16 mars/i }).count(), 0, "the exception closes that day");
    assert.ok((await page.locator("#slots a.slot").count()) > 0);
  }));

test("WEC-16 R16 an absence asks what becomes of each appointment in it, does it in one act, and can be taken back", () =>
  as("la-traboule", 0, async (page, cookie) => {
    const before = (await appointmentsByState(demo, cookie)).booked.length;
    await page.goto(demo.url("/console/absences"));
    await page.fill("#from_date", "2027-03-04");
    await page.fill("#to_date", "2027-03-06");
    await page.getByLabel("Formation").check();
    await button(page, "Continuer");
    const hits = page.locator("fieldset.hit");
    assert.ok((await hits.count()) >= 2, "every appointment in it is listed");
    for (const hit of await hits.all()) await hit.getByLabel("Garder, et voir plus tard").check();
    await hits.first().getByLabel("Annuler", { exact: true }).check();
    await page.getByLabel("Empêchement").check();
    await page.fill("#message", "Je suis en formation et vous présente mes excuses.");
    await assertAccessible(page);
    await picture(page, "console-absence-choices-fr-desktop");
    await button(page, "Voir ce qui va se passer");
    assert.match(await words(page), /Annulé.*Il reste, vous verrez plus tard.*lira, en .*mes excuses/);
    await assertAccessible(page);
    await picture(page, "console-absence-preview-fr-desktop");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "console-absence-preview-fr-phone");
    assert.equal((await appointmentsByState(demo, cookie)).booked.length, before, "nothing is done yet");
    await button(page, "Enregistrer l’absence et prévenir");
    assert.match(await words(page), /L’absence est enregistrée/);
    assert.equal((await appointmentsByState(demo, cookie)).booked.length, before - 1, "one was cancelled, the others stay");
    const slots = plain(await (await fetch(demo.url("/la-traboule/claire-lenoir?from=2027-03-04"))).text());
    assert.ok(!/<h3>jeudi 4 mars/i.test(slots), "no new appointment in it");

    await page.goto(demo.url("/console/absences"));
    await pressed(page, page.getByRole("link", { name: /^Modifier ou retirer l’absence/ }).last());
    await assertAccessible(page);
    await button(page, "Retirer l’absence");
    assert.match(await words(page, "#result"), /L’absence est retirée/);
  }));
