// Every page that a client, a practitioner and a visitor of the demo can reach, in both languages, on a desk and on a phone:
// axe finds nothing, nothing is wider than the screen, no script complains, nothing is asked of another host (L20 of the reliability notes).
// The kit fails a page for the last two; pictures are left in target/screenshots.
import assert from "node:assert/strict";
import { advance, read, startDemo } from "./demo.mjs";
import { assertAccessible, languages, picture, screens, test, withPage } from "./kit.mjs";
import { agreeingPlaces, businessPlaces, operatorPlaces } from "./both_sides_places.mjs";
import { clientPlaces, consolePlaces, demoPlaces } from "./places.mjs";
import { state } from "./steps.mjs";

const demo = await startDemo();
const rooms = {
  client: [...(await clientPlaces(demo)), ...(await agreeingPlaces(demo))],
  console: [...(await consolePlaces(demo)), ...(await businessPlaces(demo))],
  operator: await operatorPlaces(demo),
  demo: await demoPlaces(demo),
};

for (const [room, places] of Object.entries(rooms)) {
  for (const language of languages) {
    for (const place of places) {
      test(`L20 ${room} ${place.name}, ${language}, on a desk and on a phone`, () => visit(room, place, language), { beside: true });
    }
  }
}

/** One page is looked at twice: what differs between the screens is the width. */
function visit(room, place, language) {
  return withPage({ language, storageState: stored(place.cookie, language) }, async (page) => {
    const answer = place.go ? await place.go(page) : await page.goto(demo.url(place.to));
    assert.equal(answer.status(), place.status ?? 200);
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    if (place.state) assert.equal(await state(page), place.state);
    for (const [screen, { viewport }] of Object.entries(screens)) {
      await page.setViewportSize(viewport);
      await picture(page, `${room}-${place.name}-${language}-${screen}`);
      await assertAccessible(page);
    }
  });
}

/** A personal link and an account speak their owner's language until a reader chooses another one, which a cookie remembers. */
function stored(session, language) {
  const cookies = [{ name: "lang", value: language, domain: "127.0.0.1", path: "/" }, ...(session ? [session] : [])];
  return { origins: [], cookies: cookies.map((cookie) => ({ ...cookie, expires: -1, httpOnly: true, secure: false, sameSite: "Lax" })) };
}

test("L20 the pages hold every state of an appointment", () => {
  const states = ["requested", "booked", "fulfilled", "no-show", "cancelled", "declined", "expired"];
  const shown = rooms.client.map(({ name }) => name);
  assert.deepEqual(states.filter((state) => !shown.includes(`manage-${state}`)), []);
});

// What is over and not yet told apart is a state of time alone: a day later, what lay less than a day ahead is in it.
const overByThen = [
  { ...rooms.client.find(({ name }) => name === "manage-booked-late"), room: "client", name: "manage-past" },
  { ...rooms.console.find(({ name }) => name === "appointment-started"), room: "console", name: "appointment-past" },
];
test("the clock moves from the command line while the demo runs", async () => {
  assert.match(await advance(demo, "26h"), /^2027-03-03T12:00:00/);
  for (let patience = 50; patience > 0; patience -= 1) {
    if ((await read(demo, "/demo")).includes("mercredi 3 mars à 12")) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.fail("the demo does not notice");
});
for (const { room, ...place } of overByThen) {
  for (const language of languages) test(`L20 ${room} ${place.name}, ${language}, on a desk and on a phone`, () => visit(room, { ...place, state: "past" }, language));
}
