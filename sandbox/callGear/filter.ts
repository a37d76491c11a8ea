import { z } from 'zod';

import type { Row } from './world';

const OPERATORS = ['=', '!=', '<', '>', '<=', '>=', 'like', 'regexp', 'in'] as const;

interface Leaf {
	field: string;
	operator: (typeof OPERATORS)[number];
	value?: unknown;
}

interface Branch {
	filters: Filter[];
	condition: 'and' | 'or';
}

export type Filter = Leaf | Branch;

const leaf = z.object({ field: z.string(), operator: z.enum(OPERATORS), value: z.unknown() }).strict();

/** A leaf, or a node of several; nodes nest. */
export const filterShape: z.ZodType<Filter, z.ZodTypeDef, unknown> = z.lazy(() =>
	z.unknown().transform((sent, context): Filter => {
		const branch = typeof sent === 'object' && sent !== null && 'filters' in sent;
		const result = (branch ? branchShape : leaf).safeParse(sent);
		if (result.success) return result.data;
		for (const issue of result.error.issues) context.addIssue(issue);
		return z.NEVER;
	}),
);

const branchShape = z
	.object({ filters: z.array(filterShape), condition: z.enum(['and', 'or']).default('and') })
	.strict();

/** Whether a row passes the filter; text is compared with its case. */
export function matches(row: Row, filter: Filter): boolean {
	if ('filters' in filter) {
		return filter.condition === 'and'
			? filter.filters.every((inner) => matches(row, inner))
			: filter.filters.some((inner) => matches(row, inner));
	}
	const value = filter.value ?? null;
	const actual = row[filter.field] ?? null;
	const text = String(actual);
	if (filter.operator === '=') return actual === value;
	if (filter.operator === '!=') return actual !== value;
	if (filter.operator === 'in') return (value as unknown[]).includes(actual);
	if (filter.operator === 'regexp') return new RegExp(String(value)).test(text);
	if (filter.operator === 'like') return likePattern(String(value)).test(text);
	if (actual === null || value === null) return false;
	const order = typeof actual === 'number' ? actual - Number(value) : text.localeCompare(String(value), 'en');
	return { '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[filter.operator];
}

function likePattern(value: string): RegExp {
	const escaped = value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
	return new RegExp(`^${escaped.replaceAll('%', '.*')}$`, 'su');
}
