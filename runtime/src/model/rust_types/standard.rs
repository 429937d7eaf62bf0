//! What Rust's standard library wraps around other types.

use std::{borrow::Cow, net::IpAddr, rc::Rc, sync::Arc, time::SystemTime};

use crate::model::{Builtin, Builtins, PgType, TypeDef};

impl<T: PgType> PgType for Option<T> {
    const TYPE: TypeDef = T::TYPE;
    const NULLABLE: bool = {
        assert!(!T::NULLABLE, "a column has one kind of null: `Option` within `Option` has two");
        true
    };
    const ACCEPTS: Builtins = T::ACCEPTS;
}

impl<T: PgType> PgType for Vec<T> {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ACCEPTS: Builtins = T::ACCEPTS;
}

impl<T: PgType> PgType for [T] {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ACCEPTS: Builtins = T::ACCEPTS;
}

impl<T: PgType, const N: usize> PgType for [T; N] {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ACCEPTS: Builtins = T::ACCEPTS;
}

impl PgType for Vec<u8> {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Bytea, "bytea");
}

impl PgType for [u8] {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Bytea, "bytea");
}

impl<const N: usize> PgType for [u8; N] {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Bytea, "bytea");
}

impl PgType for IpAddr {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::Inet, "inet");
    const ACCEPTS: Builtins = Builtins::of(&[Builtin::Inet, Builtin::Cidr]);
}

impl PgType for SystemTime {
    const TYPE: TypeDef = TypeDef::Builtin(Builtin::TimestampTz, "timestamp with time zone");
    const ACCEPTS: Builtins = Builtins::of(&[Builtin::TimestampTz, Builtin::Timestamp]);
}

/// What only points to a value has the value's type.
macro_rules! like_its_content {
    ($($pointer:ty),*) => {$(
        impl<T: PgType + ?Sized> PgType for $pointer {
            const TYPE: TypeDef = T::TYPE;
            const NULLABLE: bool = T::NULLABLE;
            const ACCEPTS: Builtins = T::ACCEPTS;
        }
    )*};
}

like_its_content!(Box<T>, Rc<T>, Arc<T>, &T);

impl<T: PgType + ToOwned + ?Sized> PgType for Cow<'_, T> {
    const TYPE: TypeDef = T::TYPE;
    const NULLABLE: bool = T::NULLABLE;
    const ACCEPTS: Builtins = T::ACCEPTS;
}
