import { contracts, described } from '../../testkit/contracts';
import { packNodes } from '../../testkit/pack';

describe('the fault matrix', () => {
	it('has every action node', () => {
		const actions = [...packNodes().values()].filter((node) => node.execute !== undefined);
		const covered = new Set(contracts.map((entry) => described(entry).node));
		expect(new Set(actions.map(({ description }) => description.name))).toEqual(covered);
	});
});
