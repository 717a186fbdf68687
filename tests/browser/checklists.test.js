// Lists of tasks, which readers tick for themselves.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { WIDTHS, start, violationsByDayAndNight } from "./helpers.js";

const LIST = `# A list

- [ ] Invite [support](index.md)
  - [ ] Both shifts
- [x] Book the room

  By phone.
- [ ] Invite **legal**
- [ ] Invite **legal**
- [ ] constructor
- [ ] \`__proto__\`

<b>Raw</b> HTML is on this page too.
`;

const site = await start((book) => writeFileSync(join(book, "content/a-list.md"), LIST));

const PATH = "a-list/";

test("without script the boxes are named by their tasks and cannot be ticked", async () => {
  const reader = await site.visitor({ script: false });
  await reader.page.goto(site.address(PATH));
  const room = reader.page.getByRole("checkbox", { name: "Book the room" });
  assert.deepEqual([await room.isChecked(), await room.isDisabled()], [true, true]);
  assert.equal(await reader.page.getByRole("main").getByRole("button").count(), 0);
});

test("a task is ticked by its words, kept, and reset to what its author wrote", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PATH));
  const reset = page.getByRole("button", { name: "Reset" });
  assert.equal(await reset.isVisible(), false);
  await page.getByText("Both shifts").click();
  await page.getByRole("checkbox", { name: "Book the room" }).uncheck();
  assert.equal(await page.getByRole("main").getByRole("status").textContent(), "1 of 7 done");
  await page.reload();
  assert.ok(await page.getByRole("checkbox", { name: "Both shifts" }).isChecked());
  assert.equal(await page.getByRole("checkbox", { name: "Book the room" }).isChecked(), false);
  await reset.click();
  assert.equal(await page.getByRole("checkbox", { name: "Both shifts" }).isChecked(), false);
  assert.ok(await page.getByRole("checkbox", { name: "Book the room" }).isChecked());
  assert.equal(await reset.isVisible(), false);
  assert.equal(
    await page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.includes("ticks")).length,
    ),
    0,
  );
  assert.deepEqual(reader.problems, []);
});

test("two tasks of the same words are kept apart", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PATH));
  const legal = page.getByRole("checkbox", { name: "Invite legal" });
  await legal.nth(1).focus();
  await page.keyboard.press("Space");
  await page.reload();
  assert.deepEqual([await legal.nth(0).isChecked(), await legal.nth(1).isChecked()], [false, true]);
});

test("a link in a task leads on and does not tick it", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PATH));
  await page.getByRole("main").getByRole("link", { name: "support" }).first().click();
  await page.waitForURL(site.address(""));
  await page.goto(site.address(PATH));
  assert.equal(await page.getByRole("checkbox", { name: "Invite support" }).isChecked(), false);
});

test("tasks may have names that every object of a script knows", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PATH));
  const [made, kind] = ["constructor", "__proto__"].map((name) =>
    page.getByRole("checkbox", { name }),
  );
  assert.deepEqual([await made.isChecked(), await kind.isChecked()], [false, false]);
  await kind.check();
  await page.reload();
  assert.deepEqual([await made.isChecked(), await kind.isChecked()], [false, true]);
});

test("ticks hold from disk", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(PATH));
  await page.getByRole("checkbox", { name: "Both shifts" }).check();
  await page.reload();
  assert.ok(await page.getByRole("checkbox", { name: "Both shifts" }).isChecked());
  assert.deepEqual(reader.problems, []);
});

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`ticked, ${device}: axe finds nothing, by day or by night`, async () => {
    const reader = await site.visitor({ width });
    await reader.page.goto(site.address(PATH));
    await reader.page.getByRole("checkbox", { name: "Both shifts" }).check();
    assert.deepEqual(await violationsByDayAndNight(reader.page), []);
  });
}
