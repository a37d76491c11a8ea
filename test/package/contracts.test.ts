import { sortBy } from 'lodash';

import { actionContracts, contracts, titleOf } from '../../testkit/contracts';
import { nodeFolders } from '../../testkit/pack';

describe('the contracts', () => {
	it('are there for every node, each in the folder of its name, and for nothing else', () => {
		const nodes = [...nodeFolders()].map(([node, folder]) => ({ node, folder }));
		const described = actionContracts.map(({ node, folder }) => ({ node, folder }));
		expect(sortBy(described, 'folder')).toEqual(sortBy(nodes, 'folder'));
	});

	it('know at least one way of use of every node', () => {
		expect(actionContracts.filter(({ variants }) => variants.length === 0)).toEqual([]);
	});

	it('name each way of use once', () => {
		const titles = contracts.map(titleOf);
		expect(new Set(titles).size).toBe(titles.length);
	});
});
