import { Occurrences } from '../../nodes/engine/occurrences';

let places = 0;
const fresh = () => Occurrences.of(`place ${(places += 1)}`);

it('what is told again right away has the same key', () => {
	const { keyOf } = bound(fresh());
	const first = keyOf('status 1', { state: 'a' });
	expect(first).toMatch(/^status 1 [0-9a-f]{32}$/);
	expect(keyOf('status 1', { state: 'a' })).toBe(first);
});

it('a change has another key, also one back to what was before', () => {
	const { keyOf } = bound(fresh());
	const keys = ['a', 'b', 'a', 'b', 'a'].map((state) => keyOf('status 1', { state }));
	expect(new Set(keys).size).toBe(5);
});

it('what is told of one subject says nothing about another', () => {
	const { keyOf } = bound(fresh());
	const first = keyOf('status 1', 'a');
	keyOf('status 2', 'b');
	expect(keyOf('status 1', 'a')).toBe(first);
});

it('is the same for a place, whoever asks, and starts alike for each place', () => {
	const place = `place ${(places += 1)}`;
	const key = Occurrences.of(place).keyOf('s', 'a');
	Occurrences.of(place).keyOf('s', 'b');
	expect(Occurrences.of(place).keyOf('s', 'a')).not.toBe(key);
	expect(fresh().keyOf('s', 'a')).toBe(key);
});

function bound(occurrences: Occurrences) {
	return { keyOf: (subject: string, told: unknown) => occurrences.keyOf(subject, told) };
}
