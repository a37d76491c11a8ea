import { packNodes } from '../../testkit/pack';
import { contracts, described, titleOf } from '../support/contracts';

describe('the fault matrix', () => {
	it('has every action node', () => {
		const actions = [...packNodes().values()].filter((node) => node.execute !== undefined);
		const covered = new Set(contracts.map((entry) => described(entry).node));
		expect(new Set(actions.map(({ description }) => description.name))).toEqual(covered);
	});

	it('names each way of a node once', () => {
		const titles = contracts.map(titleOf);
		expect(new Set(titles).size).toBe(titles.length);
	});
});
