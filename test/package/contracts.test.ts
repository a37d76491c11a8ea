import { sortBy } from 'lodash';

import { actionContracts, contracts, titleOf, triggerContracts } from '../../testkit/contracts';
import { nodeFolders, packNodes } from '../../testkit/pack';
import { isTrigger } from './kinds';

describe('the contracts', () => {
	it('are there for every node, each in the folder of its name, and for nothing else', () => {
		const nodes = [...nodeFolders()].map(([node, folder]) => ({ node, folder }));
		const described = [...actionContracts, ...triggerContracts].map(({ node, folder }) => ({ node, folder }));
		expect(sortBy(described, 'folder')).toEqual(sortBy(nodes, 'folder'));
	});

	it('are those of triggers for triggers, and for no other nodes', () => {
		const triggers = [...packNodes()].filter(([, { description }]) => isTrigger(description));
		expect(triggerContracts.map(({ node }) => node).sort()).toEqual(triggers.map(([name]) => name).sort());
	});

	it('know at least one way of use of every node', () => {
		expect(actionContracts.filter(({ variants }) => variants.length === 0)).toEqual([]);
	});

	it('name each way of use once', () => {
		const titles = contracts.map(titleOf);
		expect(new Set(titles).size).toBe(titles.length);
	});
});
