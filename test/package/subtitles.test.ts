import { type INode, type INodeParameters, type INodeType, type INodeTypes, Workflow } from 'n8n-workflow';

import { actionContracts, triggerContracts } from '../../testkit/contracts';
import { packNodes } from '../../testkit/pack';

/** The line below a node's name on the canvas. */
function subtitleOf(node: string, parameters: INodeParameters): unknown {
	const type = packNodes().get(node) as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const step: INode = { id: '1', name: 'Step', type: node, typeVersion: 1, position: [0, 0], parameters };
	const workflow = new Workflow({ nodes: [step], connections: {}, active: false, nodeTypes });
	const [placed] = Object.values(workflow.nodes);
	return workflow.expression.getSimpleParameterValue(placed, type.description.subtitle, 'internal', {});
}

const everyContract = [...actionContracts, ...triggerContracts];

describe('the line below the name on the canvas', () => {
	const lines = everyContract.flatMap(({ node, subtitles }) =>
		subtitles.map((line) => [node, ...line] as const),
	);

	it.each(lines)('of %s with %j is %j', (node, parameters, expected) => {
		expect(subtitleOf(node, parameters)).toBe(expected);
	});

	it('is tested of every node', () => {
		expect(everyContract.filter(({ subtitles }) => subtitles.length === 0)).toEqual([]);
	});
});
