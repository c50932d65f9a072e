// What a person does again and again on the pages: press something, wait for the next page, book, read.

/** Presses a link or a button and waits for the page that it leads to; answers with that page's response. */
export async function pressed(page, target) {
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), target.click()]);
  return answer;
}

/** What the page says, with ordinary spaces. */
export async function words(page, part = "main") {
  return plain(await page.locator(part).first().innerText());
}

/** A text with ordinary spaces, and without what holds a word together. */
export function plain(text) {
  return text.replaceAll("\u2060", "").replaceAll(/\s+/g, " ").trim();
}

/** Opens a practitioner's slots, some weeks ahead; whoever has several services takes the first. */
export async function openSlots(page, demo, practitioner, weeks = 1) {
  await page.goto(demo.url(practitioner));
  for (let week = 0; week < weeks; week += 1) await pressed(page, page.locator("#slots a[rel=next]"));
  return page.locator("#slots a.slot");
}

export const somebody = { name: "Lucie Martin", email: "lucie.martin@courriel.example", phone: "06 39 98 77 01", note: "Première visite" };

/** Fills the form for a client. */
export async function fillIn(page, client = somebody) {
  for (const [field, value] of Object.entries(client)) await page.fill(`#${field}`, value);
  await page.check("#consent");
}

/** What the form holds, field by field. */
export async function filledIn(page) {
  const fields = {};
  for (const field of Object.keys(somebody)) fields[field] = await page.inputValue(`#${field}`);
  return { ...fields, consent: await page.isChecked("#consent") };
}

export const sending = (page) => page.locator("form[action$='/book'] button.primary");

/** Books the slot with this position, and stays on the page of the personal link; answers with its path. */
export async function book(page, demo, practitioner, { weeks = 1, position = 0, client = somebody } = {}) {
  const slots = await openSlots(page, demo, practitioner, weeks);
  await pressed(page, slots.nth(position));
  await fillIn(page, client);
  await pressed(page, sending(page));
  return personalPath(page);
}

/** The personal link that the page belongs to. */
export function personalPath(page) {
  return new URL(page.url()).pathname.match(/^\/r\/[\w-]{22}/)?.[0] ?? `not a personal page: ${page.url()}`;
}

/** The state that a page of an appointment shows: `booked`, `cancelled`, … */
export async function state(page) {
  return (await page.locator(".state").getAttribute("class")).match(/\bis-([\w-]+)/)?.[1];
}

/** Moves the demo's clock with the bar of the page: `hour`, `day` or `eve`. */
export function jump(page, by) {
  return pressed(page, page.locator(`.clock-bar button[value="${by}"]`));
}

/** Moves the demo's clock with the bar of the page to a local time, as `2027-03-05T18:10`. */
export async function jumpTo(page, local) {
  await page.locator(".clock-bar summary").click();
  await page.fill("#clock-to", local);
  return pressed(page, page.locator('.clock-bar button[value="to"]'));
}
