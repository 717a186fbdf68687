// The page that stands where nothing is, and pages on paper.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";

const site = await start();

/** @param {string[]} problems */
const unexpected = (problems) => problems.filter((problem) => !problem.includes("404 (Not Found)"));

for (const [path, expected] of [
  ["levels/optcs/", "levels/optics/"],
  ["optics", "levels/optics/"],
  ["old-folder/Quality_Bar.html", "execution/quality-bar/"],
]) {
  test(`${path} names the nearest entry first`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(site.address(path));
    const links = page.locator("near-pages a");
    assert.equal(
      await links.first().evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href),
      site.address(expected),
    );
    assert.ok((await links.count()) <= 6);
    assert.match(
      (await page.locator("near-pages").getByRole("status").textContent()) ?? "",
      /similar name/,
    );
    await links.first().click();
    await page.waitForURL(site.address(expected));
    assert.deepEqual(unexpected(problems), []);
  });
}

test("a path that resembles nothing leads to the search, with its words", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("zzz/strange_words-here.html"));
  const link = page.locator("near-pages a");
  assert.equal(await link.count(), 1);
  assert.equal(await page.locator("near-pages").getByRole("status").textContent(), "");
  await link.click();
  await page.waitForURL(site.address("search/?q=zzz%20strange%20words%20here"));
  assert.equal(
    await page.getByRole("main").getByRole("searchbox").inputValue(),
    "zzz strange words here",
  );
});

test("hostile paths are shown as text, and a long one is cut", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("%3Cimg%20src=x%3E/"));
  await page.goto(site.address(`x/${"a".repeat(2000)}`));
  assert.equal(await page.locator("near-pages img").count(), 0);
  assert.deepEqual(unexpected(problems), []);
});

test("the page at its own address and the one without script are whole", async () => {
  for (const script of [true, false]) {
    const { page } = await site.visitor({ script });
    await page.goto(site.address(script ? "404.html" : "levels/optcs/"));
    assert.equal(await page.locator("near-pages a").count(), 0);
    const search = page.locator(".prose").getByRole("link", { name: "search", exact: true });
    assert.equal(
      await search.evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href),
      site.address("search/"),
    );
  }
});

test("on paper a page is light, says where it is from, and hides nothing that was folded", async () => {
  const { page } = await site.visitor({ scheme: "dark" });
  await page.goto(site.address("levels/optics/"));
  await page.evaluate(() => (document.documentElement.dataset.scheme = "dark"));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".printed-from").isVisible());
  assert.ok(!(await page.getByRole("banner").isVisible()));
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
    "light",
  );
  await page.evaluate(() =>
    document
      .querySelector("main")
      ?.insertAdjacentElement(
        "beforeend",
        Object.assign(document.createElement("details"), { id: "folded", textContent: "Inside" }),
      ),
  );
  assert.ok((await page.locator("#folded").boundingBox())?.height);
  assert.match(await page.locator("main").innerText(), /Inside/);
});

test("in the whole book, links of the contents and of entries stay on the page", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("print/"));
  await page.locator(".book-contents").getByRole("link", { name: "Quality bar" }).first().click();
  assert.equal(new URL(page.url()).hash, "#execution/quality-bar/:top");
  const target = page.locator(":target");
  assert.match((await target.locator("h2").first().textContent()) ?? "", /quality bar/i);
  const dead = await page
    .locator("main a[href^='#']")
    .evaluateAll((links) =>
      links
        .map((link) => link.getAttribute("href")?.slice(1) ?? "")
        .filter((id) => id && !document.getElementById(id)),
    );
  assert.deepEqual(dead, []);
  assert.deepEqual(problems, []);
});

test("a part of the book is printed alone from its own page, and the whole book again", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("execution/"));
  await page.getByRole("link", { name: "Print this part" }).click();
  assert.equal(page.url(), `${site.address("print/")}#execution/`);
  const alone = page.locator("#execution\\/ .alone");
  await alone.waitFor();
  assert.equal(await page.locator(".alone:visible").count(), 1);
  const printed = async () => page.locator(".printed-entry:visible > h2").allTextContents();
  await page.emulateMedia({ media: "print" });
  const part = await printed();
  assert.equal(part[0], "Execution first");
  assert.ok(part.includes("Quality bar") && !part.includes("The impact level"), part.join());
  assert.ok(!(await page.locator("h1").isVisible()) && !(await alone.isVisible()));
  await page.emulateMedia({ media: "screen" });
  await alone.getByRole("link").click();
  await page.emulateMedia({ media: "print" });
  assert.ok((await printed()).includes("The impact level"));
  assert.ok(await page.locator("h1").isVisible());
  await page.goto(site.address("execution/quality-bar/"));
  assert.equal(
    await page.getByRole("link", { name: "Print this part" }).count(),
    0,
    "an entry prints itself",
  );
  assert.deepEqual(problems, []);
});
