import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const keysOf = ({ properties }) => properties.map(({ key }) => key?.name);

/**
 * Leaves the descriptions of node fields as they are: they are data for n8n's editor. What holds for all of them is tested by
 * `test/package`, and what a field's value becomes by the tests of its node.
 */
const nodeFields = {
	shouldIgnore({ node }) {
		const keys = node.type === 'ObjectExpression' ? keysOf(node) : [];
		return keys.includes('displayName') && keys.includes('name')
			? 'The description of a field is data'
			: undefined;
	},
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'nodeFields', nodeFields)];
