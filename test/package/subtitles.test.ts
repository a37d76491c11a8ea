import { type INode, type INodeParameters, type INodeType, type INodeTypes, Workflow } from 'n8n-workflow';

import { packNodes } from '../../testkit/pack';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

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

describe('the line below the name on the canvas', () => {
	it.each<[string, INodeParameters, string]>([
		['callGearUploadChats', {}, 'one chat per item'],
		['expertflowDownloadFile', {}, ''],
		['expertflowDownloadFile', { storedName: '48213_invoice.pdf' }, '48213_invoice.pdf'],
		[
			'expertflowDownloadFile',
			{
				source: 'mediaUrl',
				storedName: 'left-over.pdf',
				mediaUrl: 'https://cx.example.com/x?filename=1.pdf',
			},
			'https://cx.example.com/x?filename=1.pdf',
		],
		['expertflowSendMedia', {}, ''],
		['expertflowSendMedia', { channelCustomerIdentifier: '4915550001122' }, 'to 4915550001122'],
		['expertflowUploadFile', {}, 'data'],
		['expertflowUploadFileFromUrl', {}, ''],
		['genesysAttachFile', {}, 'file'],
		['genesysUploadFile', { documentId: byId('') }, ''],
		['genesysUploadFile', { documentId: byId('0001PaBMYY3600RC') }, 'document 0001PaBMYY3600RC'],
		[
			'genesysUploadFile',
			{ documentId: byUrl('https://gws.example.com/api/v2/attachments/0001PaBMYY3600RC?a=b') },
			'document 0001PaBMYY3600RC',
		],
		['haptikSendFile', {}, 'image or document'],
		['superOfficeAddChatMessage', {}, ''],
		['superOfficeAddChatMessage', { chatSessionId: byId('5177') }, 'session 5177'],
		[
			'superOfficeAddChatMessage',
			{ chatSessionId: byUrl('https://online3.superoffice.com/Cust1/api/v1/ChatSession/5177/Messages') },
			'session 5177',
		],
	])('of %s with %j is %j', (node, parameters, expected) => {
		expect(subtitleOf(node, parameters)).toBe(expected);
	});
});
