import type { Remark } from '../../lib/keys/recognise';
import type { Guide } from '../../lib/providers/shape';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import type { Credential } from './useCredential';
import { words } from './words';

interface RemarksProps {
  readonly credential: Credential;
  readonly remarks: readonly Remark[];
  /** Absent where one cannot go elsewhere: a key cannot become another provider's. */
  readonly onGo?: ((guide: Guide) => void) | undefined;
}

/** What the credential looks like. It stands there from the start, so that news in it is read out. */
export function Remarks({ credential, remarks, onGo }: RemarksProps) {
  return (
    <div role="status" className="space-y-2 empty:hidden">
      {remarks.map((remark) => (
        <OneRemark key={sayRemark(remark, credential.guide)} {...{ credential, remark, onGo }} />
      ))}
    </div>
  );
}

type OneRemarkProps = Omit<RemarksProps, 'remarks'> & { readonly remark: Remark };

function OneRemark({ credential, remark, onGo }: OneRemarkProps) {
  return (
    <Notice
      tone="warn"
      actions={
        remark.what === 'elsewhere' && onGo ? (
          <Button size="small" onClick={() => onGo(remark.guide)}>
            {words.remark.go(remark.guide.name)}
          </Button>
        ) : (
          remark.what === 'other-kind' && (
            <Button size="small" onClick={() => credential.chooseKind(remark.kind.id)}>
              {words.remark.chooseKind(remark.kind.label)}
            </Button>
          )
        )
      }
    >
      {sayRemark(remark, credential.guide)}
    </Notice>
  );
}

function sayRemark(remark: Remark, guide: Guide): string {
  if (remark.what === 'elsewhere') return words.remark.elsewhere(remark.guide.name, guide.name);
  if (remark.what === 'other-kind') return words.remark.otherKind(remark.kind.label);
  if (remark.what === 'other-field') return words.remark.otherField(remark.label);
  if (remark.what === 'misfit') return remark.says;
  return words.remark.unknownFormat(remark.field.label, guide.name);
}
