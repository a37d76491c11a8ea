import { LoadOptionsContext } from 'n8n-core';
import {
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { type StoredCredentials, TestCredentialsHelper } from '../../support/credentials';
import { packCredentials, packNodes } from '../../support/pack';

/** A pick list as n8n's editor asks for it. */
export interface ListQuery {
	parameters: INode['parameters'];
	credentials: StoredCredentials;
	/** What the user has typed. */
	filter?: string;
	/** What the page before gave, for the next one. */
	paginationToken?: string;
}

/** Fills the list of chat sessions the way n8n's editor does. @throws what the editor would show */
export async function readChatSessions(query: ListQuery): Promise<INodeListSearchResult> {
	const { parameters, credentials, filter, paginationToken } = query;
	const nodes = packNodes();
	const nodeTypes: INodeTypes = {
		getByName: (name) => nodes.get(name) as INodeType,
		getByNameAndVersion: (name) => nodes.get(name) as INodeType,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'asked',
		name: 'Asked',
		type: 'superOfficeAddChatMessage',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(Object.keys(credentials).map((type) => [type, { id: type, name: type }])),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new TestCredentialsHelper(packCredentials(), credentials),
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, '') as ILoadOptionsFunctions;
	const search = nodes.get(node.type)?.methods?.listSearch?.searchChatSessions;
	if (!search) throw new Error('The node has no list of chat sessions');
	return await search.call(context, filter, paginationToken);
}
