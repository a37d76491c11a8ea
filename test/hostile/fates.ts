import { actionContracts } from '../../testkit/contracts';
import { type Fate, IDENTIFIER, SETTING } from '../../testkit/fates';

/** Fields that all nodes have. */
const common: Record<string, Fate> = {
	'options.concurrency': SETTING,
	'fileDetails.mimeType': IDENTIFIER,
	'options.includeRawAnswer': SETTING,
	'options.maxFileSize': SETTING,
	'options.maxRetryWait': SETTING,
	'options.maxTries': SETTING,
	'options.retryUncertainSends': SETTING,
	'options.sendOnce': SETTING,
	'options.sendOnceKey': { stays: 'It says by what a message is known again.' },
	'options.timeout': SETTING,
	// An expression can hand over a file instead of its name
	binaryField: (value) => [(value as { fileName?: string }).fileName],
};

/** What becomes of a field's values, as its node's contract says for it or for the collection around it; undefined when they travel as they are. */
export function fateOf(node: string, path: string): Fate | undefined {
	const own = actionContracts.find((contract) => contract.node === node)?.fates ?? {};
	return own[path] ?? own[path.split('.')[0]] ?? common[path];
}
