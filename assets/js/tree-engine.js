// fieldbook.tree: where answers to a decision tree lead. It knows no page.
//
// src/tree/walk.rs and src/tree/flip.rs do the same for the proofs of the build, and a test holds
// both to each other.

/**
 * What was given at a question, checked.
 *
 * @typedef {object} Fact
 * @property {Edge} edge the way on
 * @property {[score: number, points: number][]} points
 * @property {number[]} picked the places of the answers or ticks
 * @property {number | undefined} count what rules compare; an answer that is no range has none
 */

/**
 * @param {TreeNode} node
 * @param {string | undefined} value
 * @returns {Fact | undefined} nothing if the question does not know the value
 */
function accept(node, value) {
  if (value === undefined) return undefined;
  if (node.kind === "choice") return chosen(node, value);
  if (node.kind === "pick-many") return ticked(node, value);
  if (node.kind === "number" && /^-?\d{1,15}$/.test(value)) {
    const count = Number(value);
    const edge = node.branches.find(({ low, high }) => low <= count && count <= high);
    return edge && { edge, points: edge.points ?? [], picked: [], count };
  }
  return undefined;
}

/** @param {ChoiceNode} node @param {string} value @returns {Fact | undefined} */
function chosen({ answers }, value) {
  const index = answers.findIndex(({ slug }) => slug === value);
  const edge = answers[index];
  return edge && { edge, points: edge.points ?? [], picked: [index], count: edge.low };
}

/** @param {PickManyNode} node @param {string} value @returns {Fact | undefined} */
function ticked({ ticks, edge }, value) {
  const slugs = new Set(value === "" ? [] : value.split("."));
  const picked = [...slugs].map((slug) => ticks.findIndex((tick) => tick.slug === slug));
  const none = picked.some((index) => ticks[index]?.exclusive);
  const mustPick = ticks.some(({ exclusive }) => exclusive);
  if (picked.includes(-1) || (none && picked.length > 1) || (mustPick && !picked.length))
    return undefined;
  const points = picked.flatMap((index) => ticks[index].points ?? []);
  return { edge, points, picked, count: none ? 0 : picked.length };
}

/** @param {Condition} condition @param {Map<number, Fact>} facts @param {number[]} scores */
function holds(condition, facts, scores) {
  if (condition[0] === "is" || condition[0] === "has" || condition[0] === "lacks") {
    const fact = facts.get(condition[1]);
    const meant = [condition[2]].flat();
    const isPicked = fact?.picked.some((index) => meant.includes(index));
    return condition[0] === "lacks" ? !!fact && !isPicked : !!isPicked;
  }
  if (condition[0] === "highest" || condition[0] === "not-highest") {
    const own = scores[condition[1]];
    const isHighest = scores.every((score, index) => index === condition[1] || own > score);
    return isHighest === (condition[0] === "highest");
  }
  const [kind, at, operator, right] = /** @type {Comparison} */ (condition);
  const left = {
    node: facts.get(at)?.count,
    score: scores[at],
    total: scores.reduce((sum, score) => sum + score, 0),
  }[kind];
  if (left === undefined) return false;
  return {
    "<": left < right,
    "<=": left <= right,
    "=": left === right,
    "!=": left !== right,
    ">=": left >= right,
    ">": left > right,
  }[operator];
}

/** The lists of conditions of which one must hold. @param {Rule} rule */
const alternatives = (rule) => [rule.if, ...(rule.or ?? [])];

/** @type {TreeEngine["walk"]} */
function walk(tree, given) {
  /** @type {Map<number, Fact>} */
  const facts = new Map();
  const scores = Array(tree.scores).fill(0);
  const seen = new Set();
  /** @type {Step[]} */
  const steps = [];
  let at = 0;
  /** @type {string | undefined} */
  let caveat;
  for (;;) {
    const node = tree.nodes[at];
    if (node.kind === "outcome") return { steps, at, ends: [{ node: at, caveat }] };
    if (seen.has(at)) return { steps, at, ends: [] };
    seen.add(at);
    /** @type {Edge | undefined} */
    let edge;
    if (node.kind === "first-match" || node.kind === "all-that-apply") {
      const match = node.rules.filter((rule) =>
        alternatives(rule).some((all) => all.every((condition) => holds(condition, facts, scores))),
      );
      if (node.kind === "all-that-apply") {
        const applying = match.filter((rule) => alternatives(rule).every((all) => all.length));
        const rows = applying.length ? applying : match;
        return { steps, at, ends: rows.map((rule) => ({ node: rule.to, caveat: rule.caveat })) };
      }
      edge = match[0];
      steps.push({ node: at, edge });
    } else if (node.kind === "step") {
      edge = node.edge;
      steps.push({ node: at, edge });
    } else {
      const value = given.get(node.id);
      const fact = accept(node, value);
      if (fact) {
        facts.set(at, fact);
        for (const [score, points] of fact.points) scores[score] += points;
        edge = fact.edge;
        steps.push({ node: at, value, edge });
      }
    }
    if (!edge) return { steps, at, ends: [] };
    ({ to: at, caveat } = edge);
  }
}

/** @type {TreeEngine["next"]} */
function next(tree, given, from) {
  const { steps, at } = walk(tree, given);
  const after = steps.slice(steps.findIndex(({ node }) => node === from) + 1);
  return after.find(({ node }) => tree.nodes[node].kind === "step")?.node ?? at;
}

/** @type {TreeEngine["changed"]} */
const changed = (given, id, value) => new Map(given).set(id, value);

/** @type {TreeEngine["flips"]} */
function flips(tree, given) {
  const outcomes = (/** @type {Given} */ given) => walk(tree, given).ends.map(({ node }) => node);
  const here = String(outcomes(given));
  if (!here) return [];
  return walk(tree, given).steps.flatMap(({ node, value }) => {
    if (value === undefined) return [];
    const question = tree.nodes[node];
    const others = nearby(tree, node, value).filter(
      (other) => other !== value && accept(question, other),
    );
    const found = others.map((other) => ({
      node,
      value: other,
      ends: outcomes(changed(given, question.id, other)),
    }));
    return found.filter(({ ends }) => ends.length && String(ends) !== here);
  });
}

/**
 * Answers one change away: another one, a tick more or less, the nearest number that leads
 * elsewhere.
 *
 * @param {Tree} tree
 * @param {number} at
 * @param {string} value
 */
function nearby(tree, at, value) {
  const node = tree.nodes[at];
  if (node.kind === "choice") return node.answers.map(({ slug }) => slug);
  if (node.kind === "number") return nearbyNumbers(tree, at, node.branches, Number(value));
  if (node.kind !== "pick-many") return [];
  const none = node.ticks.filter(({ exclusive }) => exclusive).map(({ slug }) => slug);
  return node.ticks.map(({ slug, exclusive }) => {
    const set = new Set(
      exclusive ? [] : value.split(".").filter((ticked) => !none.includes(ticked)),
    );
    if (!set.delete(slug)) set.add(slug);
    else if (!set.size && none.length === 1) set.add(none[0]);
    const left = node.ticks.filter((tick) => set.has(tick.slug));
    return left.map((tick) => tick.slug).join(".");
  });
}

/**
 * The nearest number of each range that branches or rules tell apart.
 *
 * @param {Tree} tree
 * @param {number} at
 * @param {Branch[]} branches
 * @param {number} value
 */
function nearbyNumbers(tree, at, branches, value) {
  const starts = new Set(branches.map(({ low }) => low));
  const rules = tree.nodes.flatMap((node) => ("rules" in node ? node.rules : []));
  for (const condition of rules.flatMap((rule) => alternatives(rule).flat())) {
    const [kind, index, operator, bound] = condition;
    if (kind !== "node" || index !== at) continue;
    if (operator !== "<=" && operator !== ">") starts.add(bound);
    if (operator !== ">=" && operator !== "<") starts.add(bound + 1);
  }
  const ends = [...starts]
    .sort((a, b) => a - b)
    .map((start) => (start > value ? start : start - 1));
  return [...new Set(ends)].map(String);
}

fieldbook.tree = { accept, walk, next, flips, changed };
