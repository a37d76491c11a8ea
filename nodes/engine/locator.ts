/** The ID in a resource locator, also inside a collection. */

import { z } from 'zod';

import { bare } from './values';

const locator = z.object({ __rl: z.literal(true), value: z.unknown() });

/**
 * The ID that a resource locator holds, without what copying adds to a text. n8n unpacks only locators that stand directly on the node, not those inside collections.
 *
 * @param value as `Fields.raw` gives it: a locator, or what an expression gave in its place
 * @returns undefined when nothing is chosen
 */
export function locatedId(value: unknown): unknown {
	const inner = locator.safeParse(value).data;
	const id = inner ? inner.value : value;
	if (typeof id === 'string') return bare(id) || undefined;
	return id === null ? undefined : id;
}
