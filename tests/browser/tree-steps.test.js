// A step on the way of a tree, answers that its texts repeat, and links in the labels of answers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focusIsOn, shown } from "./trees.js";

const site = await start();
const TREE = "trees/on-the-way/";

test("a step is shown on the way, with the answer it repeats, and goes on", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address(`${TREE}?many=6#use`));
  await page.getByRole("link", { name: /^A workshop/ }).click();
  assert.deepEqual(await shown(page), ["Before you go on"]);
  await focusIsOn(page, "Before you go on");
  const body = page.locator(".node:visible .node-body");
  assert.match((await body.textContent()) ?? "", /A workshop for 6 people needs tables\./);
  // The step is no question, so the answers so far are two.
  assert.equal(await page.locator(".path li").count(), 2);
  await page.getByRole("link", { name: /^Continue/ }).click();
  assert.deepEqual(await shown(page), ["What do you need?"]);
  await page.goBack();
  assert.deepEqual(await shown(page), ["Before you go on"]);
  assert.deepEqual(problems, []);
});

test("Back from a step leads to the question before it, and a reload stays at the step", async () => {
  const { page } = await site.visitor();
  const use = "a-workshop-see-the-complaints";
  await page.goto(site.address(`${TREE}?many=6&use=${use}#before-you-go-on`));
  assert.deepEqual(await shown(page), ["Before you go on"]);
  await page.locator("[data-back]").click();
  assert.deepEqual(await shown(page), ["What is it for?"]);
});

test("what an outcome asks for repeats an answer too, and only when it is known", async () => {
  const { page } = await site.visitor();
  const use = "a-workshop-see-the-complaints";
  await page.goto(site.address(`${TREE}?many=6&use=${use}&need=a-door-that-closes`));
  assert.deepEqual(await shown(page), ["The small room"]);
  assert.equal(
    await page.locator(".node:visible dd").first().textContent(),
    "Book it for 6 people",
  );
  await page.goto(site.address(`${TREE}#the-small-room`));
  const words = "Book it for (your answer to “How many are you?”)";
  assert.equal(await page.locator(".node:visible dd").first().textContent(), words);
});

test("a link in the label of an answer is shown beside it", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(`${TREE}?many=6#use`));
  const more = page.locator(".node:visible .more-links a");
  assert.deepEqual(await more.allTextContents(), ["the complaints"]);
  await more.click();
  await page.waitForURL(/every-kind/);
});

test("without scripts a step is a link to what comes next", async () => {
  const { page } = await site.visitor({ script: false });
  await page.goto(site.address(`${TREE}#before-you-go-on`));
  const step = page.locator("#before-you-go-on");
  assert.match(
    (await step.textContent()) ?? "",
    /A workshop for \(your answer to “How many are you\?”\) needs tables/,
  );
  await step.getByRole("link", { name: /^Continue/ }).click();
  await page.waitForURL(/#need$/);
});

test("a walk that begins with a step shows it first, and Back leads to it", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/a-step-first/"));
  assert.deepEqual(await shown(page), ["Before you count"]);
  await page.getByRole("link", { name: /^Continue/ }).click();
  assert.deepEqual(await shown(page), ["How many sit?"]);
  await page.locator("[data-back]").click();
  assert.deepEqual(await shown(page), ["Before you count"]);
  await page.goto(site.address("trees/a-step-first/#sit"));
  assert.deepEqual(await shown(page), ["How many sit?"]);
  await page.getByRole("link", { name: /^Not sure/ }).click();
  assert.deepEqual(await shown(page), ["The hall"]);
  await page.goto(site.address("trees/a-step-first/?sit=0-2"));
  const body = page.locator(".node:visible .node-body");
  assert.equal((await body.textContent())?.trim(), "0–2 & a bench: 0–2 is few.");
});
