import type { FailureFacts } from '../../nodes/engine/errors';

/** Whether a message and what goes on from it are words for a reader: one sentence without a full stop, then whole sentences. */
export function expectWords({
	message,
	remedy,
	anew = '',
}: Pick<FailureFacts, 'message' | 'remedy' | 'anew'>): void {
	expect(message).toMatch(/^["A-Z][^]*[\w"]$/);
	expect(message.length).toBeGreaterThan(15);
	expect(`${remedy} ${anew}`.trim()).toMatch(/^["A-Z][^]*\w[^]*\.$/);
}
