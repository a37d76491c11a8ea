import { parse } from 'flatted';
import {
	createRunExecutionData,
	type INode,
	type INodeExecutionData,
	type IRunExecutionData,
	type Workflow,
} from 'n8n-workflow';

/** The retry of a failed execution, as n8n's button does it. */
export interface Retry {
	of: { stored: () => string };
	/** What has changed about the node's input since. */
	change?: (item: INodeExecutionData, index: number) => INodeExecutionData;
}

/** What n8n makes of a stored execution for its retry: without the error, and without the run of the node that failed. */
export function retried({ of, change = (item) => item }: Retry, workflow: Workflow): IRunExecutionData {
	const data = parse(of.stored()) as IRunExecutionData;
	delete data.resultData.error;
	if (data.resultData.runData.Tested?.at(-1)?.error) data.resultData.runData.Tested.pop();
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.getNode(entry.node.name) as INode;
		entry.data = { main: entry.data.main.map((items) => items?.map(change) ?? null) };
	}
	return data;
}

/** What a new execution starts from. */
export function started(workflow: Workflow): IRunExecutionData {
	return createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.getNode('Items') as INode, data: { main: [[{ json: {} }]] }, source: null },
			],
		},
	});
}
