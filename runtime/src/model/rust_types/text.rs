//! Text.

use crate::model::{Builtin, Builtins, PgType, TypeDef};

const TEXT: Builtins = Builtins::of(&[
    Builtin::Text,
    Builtin::CharacterVarying,
    Builtin::Character,
    Builtin::Citext,
    Builtin::Name,
    Builtin::Xml,
]);

impl PgType for str {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Text, "text");
    const ACCEPTS: Builtins = TEXT;
}

impl PgType for String {
    const TYPE: TypeDef = str::TYPE;
    const ACCEPTS: Builtins = TEXT;
}
