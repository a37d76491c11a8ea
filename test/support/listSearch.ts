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

import { type StoredCredentials, TestCredentialsHelper } from '../../testkit/credentials';
import { packCredentials, packNodes } from '../../testkit/pack';

/** A pick list as n8n's editor asks for it. */
export interface ListQuery {
	/** The node that has the list. */
	node: string;
	/** The list's name. */
	search: string;
	/** What the user has typed. */
	filter?: string;
	/** Where the page before ended. */
	paginationToken?: string;
	/** The node's parameters so far. */
	parameters?: INode['parameters'];
	credentials: StoredCredentials;
}

/** Fills a pick list the way n8n's editor does. @throws what the editor would show */
export async function searchList(query: ListQuery): Promise<INodeListSearchResult> {
	const { node, search, filter, paginationToken, parameters = {}, credentials } = query;
	const nodes = packNodes();
	const nodeTypes: INodeTypes = {
		getByName: (name) => nodes.get(name) as INodeType,
		getByNameAndVersion: (name) => nodes.get(name) as INodeType,
		getKnownTypes: () => ({}),
	};
	const asked: INode = {
		id: 'asked',
		name: 'Asked',
		type: node,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(Object.keys(credentials).map((type) => [type, { id: type, name: type }])),
	};
	const workflow = new Workflow({ nodes: [asked], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new TestCredentialsHelper(packCredentials(), credentials),
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, asked, additionalData, '') as ILoadOptionsFunctions;
	const list = nodes.get(node)?.methods?.listSearch?.[search];
	if (!list) throw new Error(`The node ${node} has no list called ${search}`);
	return await list.call(context, filter, paginationToken);
}
