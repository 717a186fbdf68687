// No page of ours costs its reader more than it may. `scripts/budgets` prints the whole table.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LIMITS, NAV_LINK, breaches, bytesOfNavLink, weigh } from "./budgets.js";
import { PAGES, start } from "./helpers.js";

const site = await start();

for (const [type, limits] of Object.entries(LIMITS)) {
  test(`${type}: bytes, requests and elements are within their limits`, async () => {
    const { page } = await site.visitor();
    const path = PAGES[/** @type {keyof typeof PAGES} */ (type)];
    const costs = await weigh(page, site.address(path));
    assert.ok(costs.html > 0 && costs.css > 0 && costs.js > 0, JSON.stringify(costs));
    assert.deepEqual(breaches(costs, limits), []);
    assert.ok(bytesOfNavLink(await page.content()) <= NAV_LINK);
  });
}
