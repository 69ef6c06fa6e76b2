// The search as the browser runs it, on the small index that tests/test_javascript.py builds of tests/search/small.json
// into the folder that SEARCH names: each behaviour where it shows and where it must not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const assets = new URL("../../docs/assets/search/", import.meta.url);
const folder = process.env.SEARCH;
const run = (file) => runInThisContext(readFileSync(file, "utf8"));
const listed = /const PARTS = \[([^\]]*)\]/.exec(readFileSync(new URL("search.js", assets), "utf8"))[1];
for (const [, part] of listed.matchAll(/"([^"]+)"/g))
  run(part === "fold-table" ? `${folder}fold-table.js` : new URL(`${part}.js`, assets));
const engine = new globalThis.atlasSearch.Engine(`${folder}en/`, async (file) => run(file));
const {
  otherLayout,
  mayBe,
  dateIn,
  answersTo,
  translated,
  foreign,
  unlike,
  longestRun,
  hasPhrase,
  quotedPhrases,
  wishOf,
  fitness,
  excerpt,
  rank,
} = globalThis.atlasSearch;

/** The addresses found, each with the anchor to which the result leads. */
async function ask(query) {
  const found = await engine.search(query);
  const groups = found ? await globalThis.atlasSearch.shown(found, engine, 10) : [];
  return groups.flatMap(([, members]) =>
    members.map(({ content, whole }) => {
      const anchor = whole ? "" : content.places[0]?.anchor;
      return content.url + (anchor ? `#${anchor}` : "");
    }),
  );
}
const first = async (query) => (await ask(query))[0];
/** A test that a query leads to an address. */
const leads = (query, address) => test(`${query} → ${address}`, async () => assert.equal(await first(query), address));

// A question leads to the section that answers, and not to a correction or to code that has all its words.
leads("why did Pakistan leave CENTO", "organizations/cento/#withdrawal");
leads("when did relations with Iran begin", "relations/iran/#diplomatic-relations");
leads("countries without relations", "relations/?status=none");
leads("no diplomatic relations", "relations/?status=none");
leads("which organizations do Pakistan and Iran share", "relations/iran/#shared");
leads("shared organizations of all partners", "shared/");
leads("which organizations did Pakistan leave", "organizations/#former");
leads("visits in 1974", "visits/");
leads("compare Iran and India", "compare/?a=iran&b=india");
leads("who recognized Pakistan first", "relations/#recognition-by-partner");
// Who names a record and asks how it is cited is led to that part of its page; the site's own page tells of the site.
leads("cite CENTO in APA", "organizations/cento/#cite");
leads("how do I cite the page on Iran", "relations/iran/#cite");
test("a style of citation is no record that is cited", () => {
  const page = (url, ...words) => ({ url, title: url, words });
  const { answers } = engine.about;
  const cited = (...pages) =>
    answersTo(answers, "cite CENTO in APA", null, [], 0, false, () => false, pages).map(({ url }) => url);
  const style = page("organizations/apa/", "apa");
  assert.deepEqual(cited(style, page("organizations/cento/", "cento")), ["organizations/cento/#cite"]);
  assert.deepEqual(cited(style), []);
});
leads("which embassies were closed", "missions/?state=closed");
test("an embassy is no closed one unless asked so", async () => {
  assert.ok(!(await ask("which embassies")).includes("missions/?state=closed"));
  assert.ok(!(await ask("closed border")).includes("missions/?state=closed"));
});
leads("what was Pakistan a member of in 1955", "as-of/#1955");
for (const query of ["treaties with China", "agreements of Pakistan and China"])
  leads(query, "relations/china/#agreements");
test("the agreements of a partner are for who asks for no more, where its page has them", async () => {
  for (const query of ["boundary treaties with China", "treaties on tariff with China"])
    assert.equal((await engine.search(query)).pages.filter(({ kind }) => kind === "answer").length, 0, query);
  assert.ok(!(await ask("treaties with Iran")).includes("relations/iran/#agreements"));
});
test("an answer on a partner's page has its title", async () => {
  const { pages } = await engine.search("which organizations do Pakistan and Iran share");
  assert.equal(pages[0].content.title, "Pakistan and Iran");
});
test("no question is answered that was not asked", async () => {
  for (const query of ["Iran", "CENTO", "open war"]) assert.doesNotMatch(await first(query), /[?]|as-of|shared/);
});

// Words that stand together come first, before a page that is named by one of them; quotation marks demand them.
leads("Afghanistan cast the only vote against", "organizations/un/#vote");
test("quotation marks demand the phrase", async () => {
  assert.deepEqual(await ask('"open war"'), ["relations/russia/"]);
  assert.ok((await ask("open war")).includes("relations/india/"));
  assert.deepEqual(await ask('"war open"'), []);
});
// What is called so comes before what mentions it more often.
test("a heading has what quotation marks demand", async () => {
  assert.deepEqual(await ask('"tea society"'), ["relations/kenya/#society", "relations/iran/#tea"]);
});

// A page that is named leads to the part that is headed by all else that is asked, whatever other parts say.
leads("trade with China", "relations/china/#trade");
leads("China trade by road", "relations/china/#corridor");

// Of several headings that ask for the same the one is meant that says least besides.
leads("exports to China", "relations/china/#trade");

// A page that is known under the name of one of its parts leads to the part, whatever other parts say.
leads("CPEC roads", "relations/china/#cpec");

// Two words side by side come before a page that is called by one of them.
leads("Lahore Declaration", "relations/india/#talks");

// What is another name of a part leads to the part, the first that is called so; what names the page to the page.
leads("CPEC", "relations/china/#cpec");
leads("China", "relations/china/");

// Whether and since when Pakistan belongs to a body stands at the head of its page; why does not.
leads("member of CENTO?", "organizations/cento/");
leads("CENTO headquarters", "organizations/cento/");
leads("member of CENTO", "organizations/cento/"); // and not to who speaks of its members in just these words
leads("each member of CENTO is", "organizations/fund/");
test("a slip in a word that nearly every page has asks for no more than the word", () => {
  const hit = (word, taken, found) => ({ word, taken, lead: new Map(found), text: new Map(), matched: new Set() });
  const asked = (taken) =>
    rank([hit("pakisan", taken, []), hit("nato", [], [[3, { score: 5, terms: [] }]])], new Map(), new Map(), {
      room: 10,
      common: new Set(["pakistan"]),
    });
  assert.equal(asked(["pakistan"])[0].whole, true);
  assert.equal(asked(["pakhtun"])[0].whole, false);
  assert.equal(asked([])[0].whole, false);
});

// Who asks for nothing but the subject is offered the whole; a question that names something is not.
test("the subject alone", () => {
  const offered = (common) => answersTo(engine.about.answers, "Pakistan", null, [], 0, common).map(({ url }) => url);
  assert.ok(offered(true).includes("summary/"));
  assert.ok(!offered(false).includes("summary/"));
});
test("what an answer leads to is not shown again", async () => {
  const found = await ask("which organizations do Pakistan and Iran share");
  assert.equal(new Set(found).size, found.length);
});

// Reasons stand in an account, not in a table or an event, whatever words these have side by side.
test("what tells only when is led to by those who ask when", async () => {
  assert.equal(await first("why did Pakistan leave CENTO"), "organizations/cento/#withdrawal");
  assert.equal(await first("Pakistan left CENTO"), "organizations/cento/#membership");
});

// A year beside a name prefers what was in that year.
leads("CENTO 1955", "organizations/cento/#event-1955-09-23");
leads("CENTO 1974", "organizations/cento/#event-1974-05-21");
leads("CENTO 1979", "organizations/cento/#withdrawal");
leads("سنتو ۱۳۵۳", "organizations/cento/#event-1974-05-21");
test("how well a place fits", () => {
  const wish = (query) => wishOf(engine, query);
  const event = { anchor: "oic-event-1974-02-22", heading: "Events" };
  assert.equal(fitness(event, wish("summit 1974")), 1.5);
  assert.equal(fitness(event, wish("summit 1975")), 0);
  assert.equal(fitness({ anchor: "", heading: "The rupture of 1965" }, wish("India 1965")), 1.5);
  assert.ok(fitness(event, wish("why")) < 0);
  assert.equal(fitness({ anchor: "withdrawal", heading: "" }, wish("why")), 0);
  assert.ok(fitness({ anchor: "membership", heading: "" }, wish("چرا")) < 0);
});

// All that was asked, said in its order with other words, comes before the same words here and there.
leads("first country to honour Pakistan", "relations/kenya/");

// An embassy is asked for by its city: one in the partner's own country, and by those who ask for an embassy.
for (const query of ["ambassador in Moscow", "embassy, St Petersburg", "high commission in Moscow"])
  leads(query, "relations/russia/#missions");
test("a city alone is no embassy", async () => {
  for (const query of ["Moscow", "talks in Moscow"])
    assert.ok(!(await ask(query)).includes("relations/russia/#missions"));
});
test("who names a partner asks of that one", async () => {
  assert.equal(await first("ambassador of Kenya in Moscow"), "relations/kenya/#missions");
});

// What the site says of itself stands behind the records, unless it is named.
leads("tariff", "relations/china/#trade");
leads("open data", "data/");

// A page that is named beats one that mentions the name.
leads("CENTO", "organizations/cento/");
leads("Baghdad pact", "organizations/cento/");

// A day in any usual form and calendar offers the page of that day and what was on it.
for (const day of [
  "30 September 1947",
  "1947-09-30",
  "30/09/1947",
  "September 30, 1947",
  "۳۰ سپتامبر ۱۹۴۷",
  "٣٠ سپتامبر ١٩٤٧",
  "7 mehr 1326",
  "۷ مهر ۱۳۲۶",
  "1326/07/07",
  "هفتم مهر ۱۳۲۶",
  "30th of September 1947",
  "30.9.1947",
  "30/9/47",
  "30 Sept 47",
  "7 mehr 26",
  "۷ مهر ۲۶",
])
  test(`${day} is a day`, async () => {
    const found = await ask(day);
    assert.equal(found[0], "as-of/#1947-09-30");
    assert.ok(found.includes("organizations/un/#vote"), String(found));
  });
test("a month offers its events and its decade", async () => {
  const found = await ask("March 1979");
  assert.equal(found[0], "timeline/#1979");
  assert.ok(found.includes("organizations/cento/#withdrawal"));
});
test("a month in numbers is one, two years are not", () => {
  const { months, ordinals } = engine.about;
  const start = (text) => dateIn(text, months, ordinals)?.start;
  for (const text of ["2025-08", "08/2025", "۲۰۲۵/۰۸", "8.2025"]) assert.equal(start(text), "2025-08-01", text);
  for (const text of ["1404/6", "۱۴۰۴/۰۶", "شهریور ۱۴۰۴"]) assert.equal(start(text), "2025-08-23", text);
  assert.equal(start("مهر ۵۰"), "1971-09-23");
  for (const text of ["2003-04", "1952/3", "D-8 1997", "8 1997"]) assert.equal(start(text), undefined, text);
  assert.deepEqual(dateIn("50/7/1", months, ordinals).days, ["1971-09-23", "1950-07-01"]);
});
test("a year alone offers its events and a day of it, a year beside other words does not", async () => {
  assert.deepEqual((await ask("1955")).slice(0, 2), ["timeline/#1955", "as-of/#1955"]);
  assert.deepEqual((await ask("سال ۱۳۳۴")).slice(0, 2), ["timeline/#1955-03-22", "as-of/#1955-03-22"]);
  assert.equal(await first("what happened in 1955"), "timeline/#1955");
  assert.doesNotMatch(await first("treaty of 1947"), /timeline|as-of/);
});
test("a Solar Hijri year finds the Gregorian years in which it fell", async () => {
  assert.ok((await ask("withdrawal ۱۳۵۷")).includes("organizations/cento/#withdrawal"));
  assert.equal(await first("withdrawal ۱۳۴۰"), "organizations/cento/#withdrawal");
});
test("what is no date is none", () => {
  const { months, ordinals } = engine.about;
  for (const text of ["1947", "30 September", "31 June 1950", "D-8", "دی ۸", "G77", "31 مهر ۱۳۵۰"])
    assert.equal(dateIn(text, months, ordinals), null, text);
  assert.deepEqual(dateIn("3/4/1954", months, ordinals).days, ["1954-04-03", "1954-03-04"]);
  assert.equal(dateIn("the agreement of 12 March 1979", months, ordinals).rest, "the agreement of");
});

// Other scripts and keyboards.
leads("hdvhk", "relations/iran/");
leads("rusiye", "relations/russia/");
leads("الهند", "relations/india/");
leads("بھارت", "relations/india/");
leads("اقوام متحدہ", "organizations/un/");
test("the other layout of a text", () => {
  assert.equal(otherLayout("hdvhk"), "ایران");
  assert.equal(otherLayout("هقشد"), "iran");
  assert.equal(otherLayout("khj,"), "ناتو");
  assert.equal(otherLayout("G77"), "");
});
test("a text is translated only where it has words of the table", () => {
  assert.equal(translated("عالمی بینک"), "جهانی بانک");
  assert.equal(translated("ایران"), "");
  assert.ok(foreign("متحدہ"));
  assert.ok(foreign("الصين"));
  assert.ok(!foreign("سازمان ملل"));
});
test("what sounds alike is less unlike", () => {
  assert.ok(unlike("rusiye", "روسیه") < unlike("rusiye", "ریسه"));
  assert.equal(unlike("iran", "oman"), Infinity);
});

// Slips: never another acronym, never another first letter of a short word.
leads("Afganistan", "relations/afghanistan/");
leads("Kenia", "relations/kenya/");
test("a short acronym is not silently another", async () => {
  for (const query of ["OPEC", "OPCV", "CENT0"]) assert.ok(!(await ask(query)).includes("organizations/opcw/"), query);
});
test("a short acronym in full is not the beginning of another name", async () => {
  assert.equal(await first("UN letters"), "organizations/un/");
  assert.equal(await first("Univ letters"), "organizations/upu/");
});
test("a letter with a number is one name, and never found apart", async () => {
  for (const query of ["G15", "G 15", "D-15"]) assert.deepEqual(await ask(query), [], query);
  assert.equal(await first("G 11"), "organizations/g-11/");
});
test("a group with a number is one name too", async () => {
  for (const query of ["group of 15", "گروه ۱۵", "group 15", "group of 1"])
    assert.deepEqual(await ask(query), [], query);
  for (const query of ["group of 11", "گروه ۱۱"]) assert.equal(await first(query), "organizations/g-11/", query);
});
leads("سارکک", "organizations/saarc/");
leads("سارکوو", "organizations/saarc-arbitration-council/");
test("what a word may be", () => {
  const acronyms = new Set(["opcw"]);
  assert.ok(!mayBe("opec", "opcw", 2, acronyms));
  assert.ok(!mayBe("uran", "iran", 1, acronyms));
  assert.ok(mayBe("iram", "iran", 1, acronyms));
  assert.ok(mayBe("زاپن", "ژاپن", 1, acronyms));
  assert.ok(!mayBe("قند", "هند", 1, acronyms));
  assert.ok(mayBe("urkey", "turkey", 1, acronyms));
});

test("words side by side", () => {
  const hits = ["open", "war", "talks"].map((word) => ({ word, matched: new Set([word]) }));
  assert.equal(longestRun("an open war of talks", hits), 3);
  assert.equal(longestRun("war open", hits), 1);
  assert.equal(longestRun("open. war", hits), 1);
  assert.equal(longestRun("open civil war", hits), 1.5);
  assert.equal(longestRun("open civil long war", hits), 1);
});
test("a phrase word for word", () => {
  assert.ok(hasPhrase("They spoke of open war.", ["open", "war"]));
  assert.ok(!hasPhrase("They spoke of opening war.", ["open", "war"]));
  assert.deepEqual(quotedPhrases("«قلب آسیا» and “One China”"), [
    ["قلب", "اسیا"],
    ["one", "china"],
  ]);
  assert.deepEqual(quotedPhrases("no quotes"), []);
});
test("the index is asked once", () => {
  const needed = engine.pieces.files.size;
  return engine.search("CENTO").then(() => assert.equal(engine.pieces.files.size, needed));
});

// An excerpt is told from the beginning of a sentence to its end, if these are near: there the answer mostly stands.
const shownOf = (text, ...wanted) =>
  excerpt(text, new Set(wanted))
    .map((piece) => piece.text)
    .join("");
const many = (word, count) => Array(count).fill(word).join(" ");
test("an excerpt goes on to the end of the sentence", () => {
  const text = `It was so. Kasur ${many("then", 30)} joined in 1947. After that ${many("more", 60)}.`;
  assert.ok(shownOf(text, "kasur").endsWith("joined in 1947.  …"));
});
test("an excerpt does not go on to an end that is far", () => {
  const text = `Kasur ${many("then", 60)} joined in 1947. ${many("more", 60)}`;
  assert.doesNotMatch(shownOf(text, "kasur"), /1947/);
});
test("an excerpt begins with the sentence, unless that began far before", () => {
  const before = `${many("more", 60)}. It was ${many("so", 7)} that Kasur won. ${many("then", 60)}`;
  assert.match(shownOf(before, "kasur"), /^… It was so/);
  const far = `It was ${many("so", 60)} that Kasur won. ${many("then", 60)}`;
  assert.match(shownOf(far, "kasur"), /^… so/);
});
