// The map of the demo: one address for every page and every state of an appointment, found by following links as a person would.
import { linksByState, linksOf, mails, read } from "./demo.mjs";
import { pressed } from "./steps.mjs";

/** What a client can open: `{ name, to }` for an address, `{ name, go }` for what only a form leads to. */
export async function clientPlaces(demo) {
  const links = await linksByState(demo);
  const open = await someWhose(demo, links.booked, "/move", (page) => page.includes("/move/confirm"));
  const late = await someWhose(demo, links.booked, "/cancel", (page) => page.includes("La Traboule") && page.includes('class="banner late"'));
  const stuck = await someWhose(demo, links.booked, "/move", (page) => page.includes("Plus possible en ligne"));
  const owesReason = await someWhose(demo, links.booked, "/cancel", (page) => page.includes('name="reason"') && page.includes("required"));
  const slots = linksOf(await read(demo, `${open}/move`)).find((href) => href.includes("/move/confirm"));
  return [
    { name: "networks", to: "/" },
    ...["la-traboule", "belle-heure", "studio-canopee", "maison-ondine"].map((network) => ({ name: `home-${network}`, to: `/${network}` })),
    ...(await bookingPlaces(demo)),
    { name: "manage-booked", to: open },
    { name: "manage-just-booked", to: `${open}?done=booked` },
    { name: "manage-booked-late", to: late },
    ...Object.entries(links).filter(([state]) => state !== "booked").map(([state, [link]]) => ({ name: `manage-${state}`, to: link })),
    { name: "move", to: `${open}/move` },
    { name: "move-confirm", to: slots },
    { name: "move-refused", to: `${stuck}/move` },
    { name: "cancel", to: `${open}/cancel` },
    { name: "cancel-late", to: `${late}/cancel` },
    { name: "cancel-asked-by-professional", to: `${late}/cancel?asked_by=business` },
    { name: "cancel-with-reason", to: `${owesReason}/cancel` },
    { name: "not-found", to: "/r/AAAAAAAAAAAAAAAAAAAAAA", status: 404 },
  ];
}

async function bookingPlaces(demo) {
  const home = await read(demo, "/belle-heure");
  const { service, form } = await bookable(demo, home);
  const practitioner = service.split("?")[0];
  const request = await formOfARequest(demo, home);
  return [
    { name: "practitioner", to: practitioner },
    { name: "practitioner-service", to: service },
    { name: "practitioner-far", to: `${service}&from=2027-04-10` },
    { name: "book", to: form },
    { name: "book-request", to: request },
    { name: "book-errors", go: (page) => sendEmpty(page, demo.url(form)), status: 422 },
  ];
}

/** The first service on the page with a free slot: the order of businesses follows their rank, and some services lead to an enquiry. */
async function bookable(demo, home) {
  for (const service of linksOf(home).filter((href) => href.includes("?service="))) {
    const form = linksOf(await read(demo, service)).find((href) => href.includes("/book?"));
    if (form) return { service, form };
  }
  throw new Error("nothing on this page can be booked");
}

/** The form of a service that is booked on approval. */
async function formOfARequest(demo, home) {
  for (const service of linksOf(home).filter((href) => href.includes("?service="))) {
    const html = await read(demo, service);
    if (/aria-current="true"><span>[^<]*<small>sur demande/.test(html)) return linksOf(html).find((href) => href.includes("/book?"));
  }
  throw new Error("no service of this network is booked on approval");
}

async function sendEmpty(page, form) {
  await page.goto(form);
  return pressed(page, page.locator("form[action$='/book'] button"));
}

/** The first of these personal links whose page (or the one behind it) is like this. */
async function someWhose(demo, links, part, isLikeThis) {
  for (const link of links) if (isLikeThis(await read(demo, link + part))) return link;
  throw new Error(`no ${part} page in the demo is like this: ${isLikeThis}`);
}

function cardOf(hub, network) {
  const [, ...cards] = hub.split('<li class="card person">');
  return cards.find((card) => card.includes(`href="/${network}"`));
}

/** What the demo shows of itself. */
export async function demoPlaces(demo) {
  const [newest] = await mails(demo, 1);
  const [user] = await people(demo, "belle-heure");
  return [
    { name: "hub", to: "/demo" },
    { name: "outbox", to: "/demo/outbox" },
    { name: "mail", to: newest.href },
    { name: "demo-sign-in", to: `/demo/sign-in/${user}` },
  ];
}

/** Whom the hub lets in for a network: practitioners first. */
export async function people(demo, network) {
  const hub = await read(demo, "/demo");
  return [...cardOf(hub, network).matchAll(/\/demo\/sign-in\/(usr_\w+)/g)].map(([, user]) => user);
}

/** Signs somebody in by the demo's own way; answers with the cookie as the browser keeps it. */
export async function session(demo, user) {
  const answer = await fetch(demo.url(`/demo/sign-in/${user}`), { method: "POST", redirect: "manual" });
  const [name, value] = answer.headers.getSetCookie()[0].split(";")[0].split("=");
  return { name, value, domain: "127.0.0.1", path: "/" };
}

export const asHeader = ({ name, value }) => ({ cookie: `${name}=${value}` });

/** What a practitioner can open, with the session to open it with. Nadia Kaci has requests; other states are found at other people's. */
export async function consolePlaces(demo) {
  const cookie = await session(demo, (await people(demo, "belle-heure"))[0]);
  const own = await appointmentsByState(demo, cookie);
  const [started, ahead] = [own.booked[0], own.booked.at(-1)];
  const of = (id, act = "") => `/console/appointments/${id}${act}`;
  const cancelled = "asked_by=business&reason=ill&message=Je+suis+souffrante+et+vous+pr%C3%A9sente+mes+excuses.";
  const away = "from_date=2027-03-01&to_date=2027-03-21&reason=training";
  const move = of(ahead, "/move");
  return [
    ...[
      { name: "today", to: "/console" },
      { name: "today-empty", to: "/console?date=2027-04-25" },
      { name: "week", to: "/console/week" },
      { name: "week-before", to: "/console/week?from=2027-02-22" },
      { name: "staff-cancel", to: of(ahead, "/cancel") },
      ...["other", "message", "after"].map((step) => ({ name: `staff-cancel-${step}`, to: of(ahead, `/cancel?step=${step}&${cancelled}`) })),
      { name: "staff-cancel-refused", to: of(started, "/cancel"), status: 409 },
      { name: "appointment-started", to: of(started) },
      { name: "staff-move", to: move },
      { name: "staff-move-chosen", to: `${move}?start=${await startOfferedIn(demo, of(ahead, `/cancel?step=other&${cancelled}`), cookie)}` },
      { name: "decline", to: of(own.requested[0], "/decline") },
      { name: "add", to: "/console/add" },
      { name: "requests", to: "/console/requests" },
      { name: "hours", to: "/console/hours" },
      { name: "absences", to: "/console/absences" },
      { name: "absence-choices", to: `/console/absences/plan?${away}` },
      { name: "absence-preview", to: "/console/absences/plan?from_date=2027-06-06&to_date=2027-06-06&reason=holiday" },
      { name: "sessions", to: "/console/sessions" },
      { name: "foreign", to: of("apt_01a2ce8bd40476b29212e956acdf75dd"), status: 404 },
    ].map((place) => ({ ...place, cookie })),
    ...(await appointmentPlaces(demo, own, cookie)),
    { name: "sign-in", to: "/console/sign-in" },
    { name: "week-secretary", to: "/console/week", cookie: await session(demo, (await people(demo, "la-traboule"))[2]) },
  ];
}

/** The first start that the page of a cancellation offers to propose instead, as an address carries it. */
async function startOfferedIn(demo, page, cookie) {
  return (await read(demo, page, asHeader(cookie))).match(/\/propose\?start=([^&"]+)/)[1];
}

const statesInAgenda = ["requested", "booked", "fulfilled", "no-show", "cancelled"];

/** One appointment of each state that an agenda shows, at whichever practitioner has it. */
async function appointmentPlaces(demo, own, cookie) {
  const found = new Map(Object.entries(own).map(([state, [id]]) => [state, { id, cookie }]));
  for (const network of ["maison-ondine", "studio-canopee", "la-traboule"]) {
    for (const user of await people(demo, network)) {
      if (statesInAgenda.every((state) => found.has(state))) break;
      const cookie = await session(demo, user);
      const theirs = await appointmentsByState(demo, cookie);
      for (const [state, [id]] of Object.entries(theirs)) if (!found.has(state)) found.set(state, { id, cookie });
    }
  }
  return [...found].map(([state, { id, cookie }]) => ({ name: `appointment-${state}`, to: `/console/appointments/${id}`, cookie }));
}

/** Ids of the signed-in person's appointments by state, from the day lists of the demo's weeks. */
export async function appointmentsByState(demo, cookie) {
  const found = {};
  for (let day = Date.parse("2027-02-15"); day <= Date.parse("2027-03-20"); day += 86_400_000) {
    const html = await read(demo, `/console?date=${new Date(day).toISOString().slice(0, 10)}`, asHeader(cookie));
    for (const [, state, id] of html.matchAll(/<li class="is-([\w-]+)[^>]*>[\s\S]*?href="\/console\/appointments\/(apt_\w+)/g)) (found[state] ??= []).push(id);
  }
  return found;
}
