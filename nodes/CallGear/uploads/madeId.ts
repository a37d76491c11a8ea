import { createHash } from 'node:crypto';

/** An own ID (`ext_id`) made of what something is: the same always gets the same, so that an upload that is repeated can be recognised in CallGear. */
export function madeIdOf(content: unknown): string {
	const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
	return `n8n-${hash.slice(0, 32)}`;
}
