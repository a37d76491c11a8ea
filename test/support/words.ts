/** Whether a message and what goes on from it are words for a reader: one sentence without a full stop, then whole sentences. */
export function expectWords({ message, remedy }: { message: string; remedy: string }): void {
	expect(message).toMatch(/^["A-Z][^]*[\w"]$/);
	expect(message.length).toBeGreaterThan(15);
	expect(remedy).toMatch(/^["A-Z][^]*\w[^]*\.$/);
}
