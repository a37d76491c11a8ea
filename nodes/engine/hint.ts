/** Tells the user something beside a node's output */

import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Shows a text in the output panel. Older versions of n8n have none there, nor has a tool that its agent runs within itself. */
export function hint(context: IExecuteFunctions, message: string, type?: NodeExecutionHint['type']): void {
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	addExecutionHints?.call(context, { message, location: 'outputPane', ...(type ? { type } : {}) });
}
