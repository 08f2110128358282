/** Why something was refused, in its sentence; nothing where nothing was. */

export function Refusal({ text }: { readonly text: string | null | undefined }) {
  if (text === null || text === undefined) return null
  return (
    <p className="wrong" role="alert">
      {text}
    </p>
  )
}
