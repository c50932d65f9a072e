// The map of what happens when both sides change their mind: proposed times, enquiries, series, the ledger of a business, the network's own pages.
import { linksOf, mailText, mails, read } from "./demo.mjs";
import { asHeader, people, session } from "./places.mjs";

/** What a client can open of it. */
export async function agreeingPlaces(demo) {
  const proposed = await linkInMail(demo, "autre moment pour votre", /\/r\/[\w-]{22}\b/);
  const enquiry = await linkInMail(demo, "Votre demande pour", /\/q\/[\w-]{22}\b/);
  const [accept] = linksOf(await read(demo, proposed)).filter((href) => href.includes("/proposal?start="));
  return [
    { name: "proposed", to: proposed },
    { name: "proposed-accept", to: accept },
    { name: "proposed-keep", to: `${proposed}/proposal` },
    { name: "ask", to: "/belle-heure/ask" },
    { name: "enquiry", to: enquiry },
    { name: "ranking", to: "/belle-heure/ranking" },
  ];
}

async function linkInMail(demo, subject, link) {
  for (const mail of await mails(demo)) {
    if (!mail.subject.includes(subject)) continue;
    const found = (await mailText(demo, mail.href)).match(link);
    if (found) return found[0];
  }
  throw new Error(`no mail "${subject}" carries such a link`);
}

/** What the business can open of it: Aurélie Fontaine has a measure and proposals, Inès Benali a series, Claire Lenoir proposed other times. */
export async function businessPlaces(demo) {
  const cookie = await session(demo, (await people(demo, "belle-heure"))[1]);
  const reliability = await read(demo, "/console/reliability", asHeader(cookie));
  const contest = linksOf(reliability).find((href) => href.includes("/console/reliability/contest"));
  const proposal = linksOf(await read(demo, "/console/proposals", asHeader(cookie))).find((href) => /\/console\/proposals\/prp_/.test(href));
  const claire = await session(demo, (await people(demo, "la-traboule"))[0]);
  const own = await appointmentOf(demo, claire);
  return [
    { name: "reliability", to: "/console/reliability", cookie },
    { name: "contest", to: contest, cookie },
    { name: "proposals", to: "/console/proposals", cookie },
    { name: "proposal", to: proposal, cookie },
    { name: "propose", to: `${own}/propose`, cookie: claire },
    { name: "series-new", to: "/console/series/new", cookie: claire },
  ];
}

async function appointmentOf(demo, cookie) {
  const week = await read(demo, "/console/week", asHeader(cookie));
  const links = linksOf(week).filter((href) => /\/console\/appointments\/apt_\w+$/.test(href));
  return links.at(-1);
}

/** What the people of the network can open: Belle Heure has measures in force and a case that waits. */
export async function operatorPlaces(demo) {
  const cookie = await session(demo, await operatorOf(demo, "belle-heure"));
  const found = async (page, part) => linksOf(await read(demo, page, asHeader(cookie))).find((href) => part.test(href));
  const business = await withMeasure(demo, cookie);
  return [
    ...[
      { name: "home", to: "/operator" },
      { name: "businesses", to: "/operator/businesses" },
      { name: "business", to: business },
      { name: "limit", to: `${business}/limit` },
      { name: "lift", to: await found(business, /\/operator\/measures\/mea_\w+\/lift/) },
      { name: "cases", to: "/operator/cases" },
      { name: "case", to: await found("/operator/cases", /\/operator\/cases\/cas_/) },
      { name: "policy", to: "/operator/policy" },
      { name: "audit", to: "/operator/audit" },
      { name: "missing", to: "/operator/cases/cas_01a2ce8bd40476b29212e956acdf75dd", status: 404 },
    ].map((place) => ({ ...place, cookie })),
    { name: "sign-in", to: "/operator/sign-in" },
  ];
}

async function operatorOf(demo, network) {
  const hub = await read(demo, "/demo");
  const card = hub.split('<li class="card person">').slice(1).find((card) => card.includes(`href="/${network}"`));
  return card.match(/\/demo\/sign-in\/(opr_\w+)/)[1];
}

async function withMeasure(demo, cookie) {
  for (const href of linksOf(await read(demo, "/operator/businesses", asHeader(cookie)))) {
    if (/\/operator\/businesses\/biz_\w+$/.test(href) && (await read(demo, href, asHeader(cookie))).includes("/operator/measures/")) return href;
  }
  throw new Error("no business of this network has a measure in force");
}
