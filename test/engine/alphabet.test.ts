import { byDisplayName, byName } from '../../nodes/engine/alphabet';

describe('the order of names', () => {
	it('is that of the alphabet, whatever the case, with what is shorter first', () => {
		const names = ['Maximum', 'max Tries', 'Timeout', 'Max_Open', 'Max Retry Wait', 'Max', 'batch Size'];
		const sorted = ['batch Size', 'Max', 'Max Retry Wait', 'max Tries', 'Max_Open', 'Maximum', 'Timeout'];
		expect(byDisplayName(names.map((displayName) => ({ displayName })))).toEqual(
			sorted.map((displayName) => ({ displayName })),
		);
		expect(byName(names.map((name) => ({ name })))).toEqual(sorted.map((name) => ({ name })));
	});

	it('leaves the list as it was', () => {
		const fields = [{ displayName: 'B' }, { displayName: 'A' }];
		byDisplayName(fields);
		expect(fields).toEqual([{ displayName: 'B' }, { displayName: 'A' }]);
	});
});
