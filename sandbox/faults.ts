import { z } from 'zod';

import type { Received } from './store';

const milliseconds = z.number().int().min(0);

/**
 * What can go wrong. `delay`, `status`, `redirect`, `hang` and `resetBefore` strike before the vendor has done
 * anything; the others after it has processed and stored the request, unless `processed` is false.
 */
export const faultSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('delay'), ms: milliseconds }),
	z.object({
		kind: z.literal('status'),
		status: z.number().int().min(200).max(599),
		headers: z.record(z.string()).optional(),
		body: z.unknown(),
	}),
	z.object({
		kind: z.literal('redirect'),
		location: z.string(),
		status: z.number().int().min(300).max(399).optional(),
	}),
	z.object({ kind: z.literal('hang') }),
	z.object({ kind: z.literal('resetBefore') }),
	z.object({ kind: z.literal('resetAfter') }),
	z.object({ kind: z.literal('truncated') }),
	z.object({ kind: z.literal('cutJson') }),
	z.object({
		kind: z.literal('html'),
		status: z.number().int().min(200).max(599).optional(),
		processed: z.boolean().optional(),
	}),
	z.object({ kind: z.literal('empty'), processed: z.boolean().optional() }),
	z.object({ kind: z.literal('wrongShape'), body: z.unknown(), processed: z.boolean().optional() }),
	z.object({ kind: z.literal('slowBody'), ms: milliseconds }),
]);

export type Fault = z.infer<typeof faultSchema>;

function isExpression(source: string): boolean {
	try {
		return new RegExp(source) instanceof RegExp;
	} catch {
		return false;
	}
}

/** Over HTTP `path` is a regular expression's source and `times` is null for "always". */
export const faultOrderSchema = z.object({
	when: z
		.object({
			method: z.string().optional(),
			path: z.string().refine(isExpression, 'is not a regular expression').optional(),
			bodyIncludes: z.string().optional(),
			after: z.number().int().min(0).optional(),
		})
		.optional(),
	times: z.number().int().min(1).nullable().optional(),
	fault: faultSchema,
});

export interface FaultOrder {
	when?: {
		method?: string;
		/** a string must occur in the path, an expression must match it */
		path?: string | RegExp;
		/** must occur in the text of the body; a multipart body's fields and file names are seen as JSON */
		bodyIncludes?: string;
		/** skip the first n requests that match */
		after?: number;
	};
	/** how many requests it strikes; default 1, Infinity for all */
	times?: number;
	fault: Fault;
}

interface Standing extends FaultOrder {
	id: number;
	matched: number;
	struck: number;
}

/** The faults that wait for their request. The first that matches, in the order added, strikes. */
export class FaultBoard {
	private standing: Standing[] = [];

	private lastId = 0;

	/** Puts a fault on the board; returns its number. */
	add(order: FaultOrder): number {
		this.standing.push({ ...order, id: ++this.lastId, matched: 0, struck: 0 });
		return this.lastId;
	}

	/** The faults that have not struck as often as they are to. */
	waiting(): FaultOrder[] {
		return this.standing.filter(({ struck, times = 1 }) => struck < times);
	}

	/** Takes the fault for a request, if one is due, and counts it. */
	take(request: Received): Fault | undefined {
		for (const entry of this.standing) {
			if (entry.struck >= (entry.times ?? 1) || !matches(entry, request)) continue;
			if (++entry.matched <= (entry.when?.after ?? 0)) continue;
			entry.struck++;
			return entry.fault;
		}
		return undefined;
	}

	/** The board as plain data. */
	list(): Array<Record<string, unknown>> {
		return this.standing.map(({ when, times = 1, ...entry }) => ({
			...entry,
			when: { ...when, ...(when?.path instanceof RegExp && { path: when.path.source }) },
			times: times === Infinity ? null : times,
		}));
	}

	/** Removes all faults. */
	clear(): void {
		this.standing = [];
	}
}

function matches({ when = {} }: FaultOrder, request: Received): boolean {
	const { method, path, bodyIncludes } = when;
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (typeof path === 'string' && !request.path.includes(path)) return false;
	if (path instanceof RegExp && !path.test(request.path)) return false;
	return bodyIncludes === undefined || bodyText(request.body).includes(bodyIncludes);
}

function bodyText(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}
